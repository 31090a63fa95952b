import { CLASS, DIGIT, HEX, LETTER, SPACE } from "./bytes.ts";

const LETTERS = 0, NUMBER = 1, BLANK = 2, OTHER = 3;
/** Bytes of a line that take part in mining; what follows is counted and not looked at. */
export const MAX_LINE = 8192;

const KIND = new Uint8Array(256).map((_, byte) => {
  const bits = CLASS[byte];
  if (bits & LETTER) return LETTERS;
  if (bits & DIGIT) return NUMBER;
  return bits & SPACE ? BLANK : OTHER;
});
const NOT_HEX = new Uint8Array(256).map((_, byte) => CLASS[byte] & HEX ? 0 : 1);

/**
 * Hashes a line's masked shape in one pass over its bytes: a run of letters and digits that holds a digit counts as
 * the letters before it (unless they may be hexadecimal) and a mask, a run of white space as one space.
 */
export class ShapeHash {
  /** Two independent 32-bit hashes of the last shape. */
  key = 0;
  check = 0;

  /** Hashes the line `[start, end)`. */
  scan(bytes: Uint8Array, start: number, end: number): void {
    let key = 0x811c9dc5 | 0, check = 0x9747b28c | 0;
    // Where a run of hexadecimal letters would continue an address or a UUID: behind a mask and one separator.
    let masked = -1;
    let at = start;
    while (at < end) {
      let byte = bytes[at];
      let kind = KIND[byte];
      if (kind === LETTERS) {
        const runStart = at;
        let runKey = key, runCheck = check, notHex = 0;
        do {
          runKey = Math.imul(runKey ^ byte, 0x01000193);
          runCheck = Math.imul(runCheck + byte, 0x5bd1e995);
          notHex |= NOT_HEX[byte];
          if (++at === end) {
            kind = BLANK;
            break;
          }
          byte = bytes[at];
          kind = KIND[byte];
        } while (kind === LETTERS);
        const isMasked = notHex === 0 && runStart === masked &&
          (bytes[runStart - 1] === 58 || bytes[runStart - 1] === 45) &&
          kind !== NUMBER;
        if (isMasked) {
          key = Math.imul(key ^ 1, 0x01000193);
          check = Math.imul(check + 1, 0x5bd1e995);
          masked = at + 1;
          continue;
        }
        if (kind !== NUMBER || notHex === 1) {
          key = runKey ^ (runKey >>> 15);
          check = runCheck ^ (runCheck >>> 13);
        }
        if (kind !== NUMBER) continue;
      }
      if (kind === NUMBER) {
        do at++; while (at < end && KIND[bytes[at]] <= NUMBER);
        key = Math.imul(key ^ 1, 0x01000193);
        check = Math.imul(check + 1, 0x5bd1e995);
        masked = at + 1;
        continue;
      }
      if (kind === BLANK) {
        do at++; while (at < end && KIND[bytes[at]] === BLANK);
        byte = 32;
      } else at++;
      key = Math.imul(key ^ byte, 0x01000193);
      check = Math.imul(check + byte, 0x5bd1e995);
    }
    key ^= key >>> 16;
    this.key = Math.imul(key, 0x85ebca6b) ^ (key >>> 13);
    this.check = check ^ (check >>> 16);
  }
}
