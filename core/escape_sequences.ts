import { BYTE } from "./bytes.ts";

const { AT, DIGIT_0, ESCAPE, OPEN_BRACKET, QUESTION, TILDE } = BYTE;
const LONGEST = 24;

/** End of an ANSI escape sequence at `at`, `\x1b[31m`, or the next byte when it is none. */
export function escapeEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 1] !== OPEN_BRACKET) return at + 1;
  let i = at + 2;
  while (i < end && i < at + LONGEST && bytes[i]! >= DIGIT_0 && bytes[i]! <= QUESTION) i++;
  return i < end && bytes[i]! >= AT && bytes[i]! <= TILDE ? i + 1 : at + 1;
}

/** Copies `[start, end)` without escape sequences to the start of `target`, as far as it has room, and returns the number of bytes. */
export function copyWithoutEscapes(bytes: Uint8Array, start: number, end: number, target: Uint8Array): number {
  let length = 0;
  for (let at = start; at < end && length < target.length;) {
    if (bytes[at] === ESCAPE) at = escapeEnd(bytes, at, end);
    else target[length++] = bytes[at++]!;
  }
  return length;
}
