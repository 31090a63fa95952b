import { BYTE } from "../../bytes.ts";
import { WordLengths } from "../../word_lengths.ts";
import { all, CLASS, DIGIT, HEX, HIGH, LETTER, LOWER } from "../byte_classes.ts";
import { isMark, isWordByte } from "./partial.ts";

const { COLON, COMMA, DASH, DOT, EQUALS, EXCLAMATION, QUESTION, SEMICOLON } = BYTE;

const VERSION = "HTTP/";
const HEX_WORD_LENGTH = 8;
const CONSTANTS = ["true", "false", "null", "nil", "none", "undefined", "nan"];
const LENGTHS = new WordLengths(CONSTANTS);

/** End of a chunk without the punctuation that ends a sentence. */
export function trailingEnd(bytes: Uint8Array, start: number, end: number): number {
  while (end > start && (bytes[end - 1] === DOT || bytes[end - 1] === EXCLAMATION || bytes[end - 1] === QUESTION)) {
    end--;
  }
  return end;
}

/** End of a hardware or IPv6 address at `at`: at least three colons between groups of at most four hexadecimal digits. */
export function hexGroupsEnd(bytes: Uint8Array, at: number, end: number): number {
  let colons = 0, group = 0, i = at;
  for (; i < end && i < at + 48; i++) {
    if (bytes[i] === COLON) {
      if (group === 0 && bytes[i - 1] === COLON && bytes[i - 2] === COLON) return 0;
      colons++;
      group = 0;
    } else if (CLASS[bytes[i]] & (DIGIT | HEX)) {
      if (++group > 4) return 0;
    } else break;
  }
  if (colons < 3 || group === 0 || (i < end && isWordByte(bytes[i]))) return 0;
  return i;
}

/** Whether a chunk is hexadecimal digits and dashes alone, as in a UUID. */
export function isHexDashed(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!(CLASS[bytes[i]] & (DIGIT | HEX)) && bytes[i] !== DASH) return false;
  return true;
}

/** Whether letters are an id in which no digit happens to be, as one in 20,000 of ten digits: no word is this long of `a` to `f` alone. */
export function isHexWord(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= HEX_WORD_LENGTH && all(bytes, start, end, HEX);
}

/** Whether `HTTP/` begins at `at`: what stands before is a request's target, even where it is `/`. */
export function isBeforeVersion(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + VERSION.length > end) return false;
  for (let i = 0; i < VERSION.length; i++) if (bytes[at + i] !== VERSION.charCodeAt(i)) return false;
  return true;
}

export function isEnding(byte: number): boolean {
  return byte === COLON || byte === COMMA || byte === SEMICOLON || byte === DOT || byte === EQUALS;
}

export function isConstant(bytes: Uint8Array, start: number, end: number): boolean {
  return LENGTHS.mayHave(bytes[start], end - start) && CONSTANTS.some((word) => spells(bytes, start, end, word));
}

/** Whether the bytes `[start, end)` are a word in any case. */
function spells(bytes: Uint8Array, start: number, end: number, word: string): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if ((bytes[start + i] | 32) !== word.charCodeAt(i)) return false;
  return true;
}

export function isPort(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === COLON && at + 1 < end && ((CLASS[bytes[at + 1]] & DIGIT) !== 0 || isMark(bytes, at + 1, end));
}

export function isDotted(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end - 1; i++) {
    if (bytes[i] === DOT && CLASS[bytes[i - 1]] & LETTER && CLASS[bytes[i + 1]] & (LETTER | LOWER | HIGH)) return true;
  }
  return false;
}
