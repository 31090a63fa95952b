import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, SPACE } from "../byte_classes.ts";

const { DOT, GREATER, LOWER_X, QUOTE, SLASH, SPACE_BYTE } = BYTE;
const DIGIT_1 = 49, DIGIT_5 = 53, UPPER_P = 80;
const MARK_BYTES = 3;

/**
 * Whether a status of HTTP begins at `at`, after the request's version: `HTTP/1.1" 503 `, `HTTP/2 404`; in a template's text `5xx`. Its
 * class is part of the message, as what it answers is another matter.
 */
export function isStatusAt(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  if (first < DIGIT_1 || first > DIGIT_5 || at + 3 > end || bytes[at - 1] !== SPACE_BYTE) return false;
  if (at + 3 < end && !(CLASS[bytes[at + 3]] & SPACE)) return false;
  const second = bytes[at + 1], third = bytes[at + 2];
  const isNumber = (CLASS[second] & CLASS[third] & DIGIT) !== 0;
  return (isNumber || (second === LOWER_X && third === LOWER_X)) && isVersionBefore(bytes, at - 2);
}

/** Whether `HTTP/1.1`, with a quote after it or not, ends at `at`. */
function isVersionBefore(bytes: Uint8Array, at: number): boolean {
  let i = bytes[at] === QUOTE ? at - 1 : at;
  if (bytes[i] === GREATER) i -= MARK_BYTES;
  else for (let n = 0; n < 3 && (CLASS[bytes[i]] & DIGIT || bytes[i] === DOT); n++) i--;
  return bytes[i] === SLASH && bytes[i - 1] === UPPER_P && isAfterLetters(bytes, i - 1);
}

/** Whether the letters that end at `at` begin after no digit: `HTTP` is the name of a protocol, `2HTTP` is not. */
function isAfterLetters(bytes: Uint8Array, at: number): boolean {
  while (at > 0 && CLASS[bytes[at]] & LETTER) at--;
  return (CLASS[bytes[at]] & DIGIT) === 0;
}
