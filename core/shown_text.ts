/**
 * What no output takes from outside: control characters, C1 and DEL among them, line and paragraph separators, and the controls of writing
 * direction, with which a text reads otherwise than it is.
 */
// deno-lint-ignore no-control-regex
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text that came from outside as an output may have it: one line, and each character one that is seen; others become U+FFFD. */
export function shownText(text: string): string {
  return text.toWellFormed().replace(UNSHOWN, "\ufffd");
}

/** A value with every text in it as {@linkcode shownText} has it: those of lists and of records, names of members left alone. */
export function shownValue<Value>(value: Value): Value {
  return shown(value) as Value;
}

function shown(value: unknown): unknown {
  if (typeof value === "string") return shownText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(shown);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)]));
}

/** A value as JSON of one line that is safe to look at: what {@linkcode shownText} replaces is escaped, so that nothing is lost. */
export function shownJson(value: unknown): string {
  return escapedJson(JSON.stringify(value));
}

/** JSON that means the same and is safe to look at; its line breaks and blanks are kept. */
export function escapedJson(json: string): string {
  return json.replace(UNSHOWN, (sign) => /[\n\r\t]/.test(sign) ? sign : escapeOf(sign));
}

function escapeOf(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
