import { BYTE, isAt } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, SPACE } from "../byte_classes.ts";

const { DASH, DOT, GREATER, LOWER_X, PLUS, QUOTE, SLASH, SPACE_BYTE, UNDERSCORE } = BYTE;
const DIGIT_1 = 49, DIGIT_5 = 53, UPPER_P = 80;
const MARK_BYTES = 3, TIMES = 5;
const CACHE_WORDS = ["TCP_", "UDP_", "NONE_"].map((word) => new TextEncoder().encode(word));

/**
 * Whether a status of HTTP begins at `at`: after the request's version (`HTTP/1.1" 503 `, `HTTP/2 404`), after the five times of a request
 * through HAProxy (`0/0/1/12/14 503 `) or in what a proxy's cache made of one (`TCP_MISS/503 `); in a template's text `5xx`. Its class is
 * part of the message, as what it answers is another matter.
 */
export function isStatusAt(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at], before = bytes[at - 1];
  if (first < DIGIT_1 || first > DIGIT_5 || at + 3 > end || (before !== SPACE_BYTE && before !== SLASH)) return false;
  return isWordAt(bytes, at, end) && (before === SLASH ? isCacheBefore(bytes, at - 2) : isAnswerAt(bytes, at));
}

/** Whether a word of three digits, or of a digit and `xx`, is at `at`. */
function isWordAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 3 < end && !(CLASS[bytes[at + 3]] & SPACE)) return false;
  return (CLASS[bytes[at + 1]] & CLASS[bytes[at + 2]] & DIGIT) !== 0 || isClassAt(bytes, at);
}

function isClassAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1] === LOWER_X && bytes[at + 2] === LOWER_X;
}

/** Whether a version or a request's times end before the space before `at`; in a template's text those are `<*>`. */
function isAnswerAt(bytes: Uint8Array, at: number): boolean {
  if (isVersionBefore(bytes, at - 2)) return true;
  return isClassAt(bytes, at) ? bytes[at - 2] === GREATER : areTimesBefore(bytes, at - 2);
}

/** Whether five numbers with slashes between them end at `at`, `0/0/1/12/14` or `-1/-1/-1/-1/+3`, of which -1 was not reached. */
function areTimesBefore(bytes: Uint8Array, at: number): boolean {
  let slashes = 0, i = at;
  for (; CLASS[bytes[i]] & DIGIT || bytes[i] === SLASH || bytes[i] === DASH || bytes[i] === PLUS; i--) {
    if (bytes[i] === SLASH) slashes++;
  }
  return slashes === TIMES - 1 && bytes[i] === SPACE_BYTE;
}

/** Whether the word of a cache's answer ends at `at`: `TCP_MISS`, `TCP_MEM_HIT`, `NONE_NONE`. */
function isCacheBefore(bytes: Uint8Array, at: number): boolean {
  let i = at, hasJoint = false;
  for (; CLASS[bytes[i]] & LETTER || bytes[i] === UNDERSCORE; i--) if (bytes[i] === UNDERSCORE) hasJoint = true;
  return hasJoint && CACHE_WORDS.some((word) => isAt(bytes, i + 1, word));
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
