import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, SPACE } from "../byte_classes.ts";
import { skipSpaces } from "./timestamp.ts";

const { CLOSE_BRACKET, DASH, DOT, OPEN_BRACKET, PIPE, SLASH, UNDERSCORE } = BYTE;
/** Longer names are none. */
const LONGEST = 256;

/**
 * End of the name that a collector puts before each line of a stream, white space after it included, at `at`: a pod
 * (`cart-38eb67b70-878fe`, `[pod/cart-0/app]`) or a service of compose (`web-1  |`); `at` without. A name is one chunk that has a digit and
 * a dash, or a slash in brackets, so that no word of a message is taken for one.
 */
export function streamNameEnd(bytes: Uint8Array, at: number, end: number): number {
  const last = Math.min(end, at + LONGEST);
  const isBracketed = bytes[at] === OPEN_BRACKET;
  let hasDigit = false, hasDash = false, hasSlash = false, i = at;
  for (; i < last && (CLASS[bytes[i]] & SPACE) === 0; i++) {
    const byte = bytes[i];
    if (CLASS[byte] & DIGIT) hasDigit = true;
    else if (byte === DASH) hasDash = true;
    else if (byte === SLASH) hasSlash = true;
    else if (!(CLASS[byte] & LETTER) && byte !== DOT && byte !== UNDERSCORE && !isBracket(bytes, i, at)) return at;
  }
  const isClosed = bytes[i - 1] === CLOSE_BRACKET;
  if (i === at || i >= last || (isBracketed ? !(isClosed && hasSlash) : isClosed || !(hasDigit && hasDash))) return at;
  i = skipSpaces(bytes, i, last);
  return bytes[i] === PIPE ? skipSpaces(bytes, i + 1, last) : i;
}

/** As {@linkcode streamNameEnd}, of names that can be nothing else: in brackets, or with a bar after it. */
export function markedStreamEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== OPEN_BRACKET && !(CLASS[bytes[at]] & LETTER)) return at;
  const stop = streamNameEnd(bytes, at, end);
  if (stop === at || bytes[at] === OPEN_BRACKET) return stop;
  let last = stop - 1;
  while (CLASS[bytes[last]] & SPACE) last--;
  return bytes[last] === PIPE ? stop : at;
}

function isBracket(bytes: Uint8Array, i: number, at: number): boolean {
  return i === at ? bytes[i] === OPEN_BRACKET : bytes[i] === CLOSE_BRACKET;
}
