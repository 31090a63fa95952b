const DECODER = new TextDecoder();
/** The beginning of a line within a record that is not indented. */
const AT_MARGIN = /\n(?=\S)/g;

/**
 * The last line of a record that is not indented, where that is not its first: what a traceback of Python ends with, and the last `Caused by:` of
 * one of Java. Empty where there is none. Looks at the record's last bytes alone. @param bytes how many.
 */
export function lastAtMargin(
  buffer: Uint8Array,
  { start, end, bytes }: { readonly start: number; readonly end: number; readonly bytes: number },
): string {
  const text = DECODER.decode(buffer.subarray(Math.max(start, end - bytes), end));
  const last = [...text.matchAll(AT_MARGIN)].at(-1);
  return last === undefined ? "" : text.slice(last.index + 1).split(/\r?\n/, 1)[0]!;
}
