import { BYTE, BYTE_ORDER_MARK, isAt } from "../core/bytes.ts";
import { LineFeeds } from "./line_feeds.ts";

const { CARRIAGE_RETURN } = BYTE;
const MARK = BYTE_ORDER_MARK;
/** A line is cut here; what follows up to its newline is skipped. */
export const MAX_LINE_BYTES = 64 * 1024;

/**
 * Takes the line `buffer[start, end)`, which holds only until it returns. At `next` begins what has come of the next line, up to the buffer's
 * length; -1 where nothing has.
 */
export type OnLine = (buffer: Uint8Array, start: number, end: number, next: number) => void;

/** What became of a piece of a file. */
export interface Split {
  /** Bytes dealt with; the rest is a line whose newline has not come yet, or is beyond `maxLines`. */
  readonly consumed: number;
  readonly lines: number;
  /** The line that the consumed bytes end in was given already and is skipped up to its newline. */
  readonly skipping: boolean;
}

/**
 * Gives each line of `buffer[start, end)` to `onLine`, without its newline or CRLF and without a byte order mark before it, and makes
 * no string. A line of more than `MAX_LINE_BYTES` is given once, cut. Pass the `skipping` of the last call on.
 *
 * Cost: one scan for newlines. The buffer that `onLine` gets is a view of this one up to `end`.
 */
export function splitLines(
  buffer: Uint8Array,
  start: number,
  end: number,
  { skipping = false, maxLines = Infinity, onLine }: { skipping?: boolean; maxLines?: number; onLine: OnLine },
): Split {
  const piece = buffer.subarray(0, end);
  const lineFeeds = new LineFeeds(piece);
  let at = start;
  let lines = 0;
  while (at < end) {
    if (!skipping && lines >= maxLines) break;
    const newline = lineFeeds.next(at);
    const lineEnd = newline < 0 ? end : newline;
    if (skipping) {
      skipping = newline < 0;
    } else {
      const begin = afterMark(piece, at, lineEnd);
      if (lineEnd - begin > MAX_LINE_BYTES) {
        onLine(piece, begin, begin + MAX_LINE_BYTES, -1);
        skipping = newline < 0;
      } else if (newline < 0) {
        break;
      } else {
        onLine(piece, begin, beforeReturn(piece, begin, lineEnd), newline + 1 < end ? newline + 1 : -1);
      }
      lines++;
    }
    at = newline < 0 ? end : newline + 1;
  }
  return { consumed: at - start, lines, skipping };
}

/** Gives the rest that {@linkcode splitLines} left over, when no newline will come any more; nothing where there is none but the half of UTF-16's last newline. */
export function giveLastLine(buffer: Uint8Array, start: number, end: number, onLine: OnLine): void {
  const begin = afterMark(buffer, start, end);
  const isHalf = end - begin === 1 && buffer[begin] === 0;
  if (begin < end && !isHalf) onLine(buffer, begin, beforeReturn(buffer, begin, end), -1);
}

function beforeReturn(buffer: Uint8Array, start: number, end: number): number {
  return end > start && buffer[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}

function afterMark(buffer: Uint8Array, start: number, end: number): number {
  if (buffer[start] !== MARK[0]) return start;
  return end - start >= MARK.length && isAt(buffer, start, MARK) ? start + MARK.length : start;
}
