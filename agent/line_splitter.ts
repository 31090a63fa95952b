/** A line is cut here; what follows up to its newline is skipped. */
export const MAX_LINE_BYTES = 64 * 1024;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

export type OnLine = (buffer: Uint8Array, start: number, end: number) => void;

/** What became of a piece of a file. */
export interface Split {
  /** Bytes dealt with; the rest is a line whose newline has not come yet, or is beyond `maxLines`. */
  readonly consumed: number;
  readonly lines: number;
  /** The line that the consumed bytes end in was counted already and is skipped up to its newline. */
  readonly skipping: boolean;
}

/**
 * Gives each line of `buffer[start, end)` to `onLine`, without its newline or CRLF, and makes no string. A line of more
 * than `MAX_LINE_BYTES` is given once, cut. Pass the `skipping` of the last call on.
 *
 * Cost: one scan for newlines.
 */
export function splitLines(
  buffer: Uint8Array,
  start: number,
  end: number,
  { skipping = false, maxLines = Infinity, onLine }: { skipping?: boolean; maxLines?: number; onLine: OnLine },
): Split {
  const piece = buffer.subarray(0, end);
  let at = start;
  let lines = 0;
  while (at < end) {
    if (!skipping && lines >= maxLines) break;
    const newline = piece.indexOf(NEWLINE, at);
    const lineEnd = newline < 0 ? end : newline;
    if (skipping) {
      skipping = newline < 0;
    } else if (lineEnd - at > MAX_LINE_BYTES) {
      onLine(buffer, at, at + MAX_LINE_BYTES);
      lines++;
      skipping = newline < 0;
    } else if (newline < 0) {
      break;
    } else {
      onLine(buffer, at, lineEnd > at && buffer[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd);
      lines++;
    }
    at = newline < 0 ? end : newline + 1;
  }
  return { consumed: at - start, lines, skipping };
}
