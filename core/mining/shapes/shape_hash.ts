import { BYTE } from "../../bytes.ts";
import { escapeEnd } from "../../escape_sequences.ts";
import { CHECK_FACTOR, CHECK_SEED, FNV_PRIME, FNV_SEED } from "../../fnv.ts";
import { CLASS, DIGIT, HEX, LETTER, SPACE } from "../byte_classes.ts";

const { COLON, DASH, ESCAPE, SPACE_BYTE } = BYTE;

const OTHER = 0, LETTERS = 1, NUMBER = 2, BLANK = 4, ESCAPED = 16;
/** Beside LETTERS: no hexadecimal digit. */
const NOT_HEX = 8;
const SEED = FNV_SEED | 0, SECOND_SEED = CHECK_SEED | 0, PRIME = FNV_PRIME, FACTOR = CHECK_FACTOR;
/** Bytes of a line that take part in mining; what follows is counted and not looked at. */
export const MAX_LINE = 8192;
/** Runs of a line that hold a digit, at most: something stands between two of them. */
const MOST_NUMBERS = MAX_LINE / 2;

/** One for all sources: places in a line are looked at before the next one is hashed. */
const places = new Int32Array(MOST_NUMBERS);

const KIND = new Uint8Array(256).map((_, byte) => {
  if (byte === ESCAPE) return ESCAPED;
  const bits = CLASS[byte];
  if (bits & LETTER) return bits & HEX ? LETTERS : LETTERS | NOT_HEX;
  if (bits & DIGIT) return NUMBER;
  return bits & SPACE ? BLANK : OTHER;
});

/**
 * Hashes a line's masked shape in one pass over its bytes: a run of letters and digits that holds a digit counts as
 * the letters before it (unless they may be hexadecimal) and a mask, a run of white space as one space, and a terminal's colour, whichever, as itself, no part of a run.
 */
export class ShapeHash {
  /** Two independent 32-bit hashes of the last shape. */
  key = 0;
  check = 0;
  /** Whether the last line has a terminal's colours. */
  isColoured = false;
  /** Where runs of letters and digits that hold a digit begin in the last line, of which `numberCount` are meant. */
  readonly numbers: Int32Array = places;
  numberCount = 0;

  /** Hashes the line `[start, end)`. */
  scan(bytes: Uint8Array, start: number, end: number): void {
    // A place that `| 0` makes an integer stays in a register as such; otherwise V8 boxes and checks it at each run, a fifth of the time.
    const kinds = KIND, numbers = this.numbers, last = end | 0;
    let key = SEED, check = SECOND_SEED;
    // Where a run of hexadecimal letters would continue an address or a UUID: after a mask and one separator.
    let masked = -1, count = 0, isColoured = false;
    let at = start | 0;
    while (at < last) {
      const runStart = at;
      let byte = bytes[at];
      let kind = kinds[byte];
      if (kind & LETTERS) {
        let runKey = key, runCheck = check, seen = 0;
        do {
          runKey = Math.imul(runKey ^ byte, PRIME);
          runCheck = Math.imul(runCheck + byte, FACTOR);
          seen |= kind;
          at = (at + 1) | 0;
          byte = at < last ? bytes[at] : SPACE_BYTE;
          kind = kinds[byte];
        } while (kind & LETTERS);
        const isPrefix = (kind & NUMBER) !== 0;
        if (seen & NOT_HEX || (!isPrefix && !isContinued(bytes, runStart, masked))) {
          key = runKey ^ (runKey >>> 15);
          check = runCheck ^ (runCheck >>> 13);
        } else if (!isPrefix) {
          key = Math.imul(key ^ 1, PRIME);
          check = Math.imul(check + 1, FACTOR);
          masked = at + 1;
        }
        if (at >= last) break;
      }
      if (kind & NUMBER) {
        do at = (at + 1) | 0; while (at < last && kinds[bytes[at]] & (LETTERS | NUMBER));
        numbers[count] = runStart;
        count = (count + 1) | 0;
        byte = 1;
        masked = at + 1;
      } else if (kind & BLANK) {
        do at = (at + 1) | 0; while (at < last && kinds[bytes[at]] & BLANK);
        byte = SPACE_BYTE;
      } else if (kind & ESCAPED) {
        at = escapeEnd(bytes, at, last) | 0;
        isColoured = true;
      } else at = (at + 1) | 0;
      key = Math.imul(key ^ byte, PRIME);
      check = Math.imul(check + byte, FACTOR);
    }
    this.isColoured = isColoured;
    this.numberCount = count;
    key ^= key >>> 16;
    this.key = Math.imul(key, 0x85ebca6b) ^ (key >>> 13);
    this.check = check ^ (check >>> 16);
  }

  /** Makes the last shape one of those that lines of the same shape have, told apart by a number of theirs. */
  part(number: number): void {
    this.key = Math.imul(this.key ^ (number + 1), PRIME);
    this.check = Math.imul(this.check + number, FACTOR) ^ (this.check >>> 15);
  }
}

/** Whether a run that begins at `start` continues a value that was masked: `38:ab`, `9f-dead`. */
function isContinued(bytes: Uint8Array, start: number, masked: number): boolean {
  return start === masked && (bytes[start - 1] === COLON || bytes[start - 1] === DASH);
}
