import type { RawLine } from "../lines/raw_line.ts";

const NEWLINE = 10;
const RETURN = 13;

/**
 * The lines of a plain text body, each without its newline (`\n` or `\r\n`). A last line without a newline counts, an empty
 * line counts, an empty body has none. A byte order mark at the start is left out.
 */
export function* textLines(bytes: Uint8Array, line: Pick<RawLine, "host" | "level">): Generator<RawLine> {
  let start = hasByteOrderMark(bytes) ? 3 : 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const next = newline === -1 ? bytes.length : newline;
    const end = next > start && bytes[next - 1] === RETURN && newline !== -1 ? next - 1 : next;
    yield { ...line, buffer: bytes, start, end };
    start = next + 1;
  }
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
