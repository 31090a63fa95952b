/** Kinds of values, most particular first: a value belongs to the first whose form it has. */
const FORMS: readonly (readonly [string, RegExp])[] = [
  ["empty", /^$/],
  ["integer", /^[-+]?\d{1,3}(,\d{3})*$|^[-+]?\d+$/],
  ["number", /^[-+]?\d*\.\d+(e[-+]?\d+)?$/i],
  ["hexadecimal", /^(0x[0-9a-f]+|(?=[a-f0-9]*\d)[0-9a-f]{6,})$/i],
  ["quantity", /^<?[-+]?[\d.,]+ ?(%|[a-z]{1,12})( \([^)]*\))?$/i],
  ["uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["time", /^\d{1,4}[-:/.]\d{1,2}[-:/.]\d{1,4}([T :]|$)|^\d{1,2}:\d{2}/],
  ["ip address", /^\/?\d{1,3}(\.\d{1,3}){3}(:\d+)?$|^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}$/i],
  ["url", /^[a-z][a-z+.-]*:\/\//i],
  ["path", /^(~?\/|[a-z]:\\)/i],
  ["boolean", /^(true|false|null|none|nil)$/i],
  ["word", /^\p{L}+$/u],
  ["identifier", /^\S+$/],
];

/** Name of the kind of value that a text is: `integer`, `ip address`, `path`, …, or `text` for several words. */
export function valueClass(text: string): string {
  return FORMS.find(([, form]) => form.test(text))?.[0] ?? "text";
}
