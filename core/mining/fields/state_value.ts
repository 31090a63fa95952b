import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, UPPER } from "../byte_classes.ts";

const { COLON, DASH, DIGIT_1, DIGIT_5, DOT, SLASH, SPACE_BYTE, UNDERSCORE } = BYTE;
const LONGEST = 48;
const LONGEST_METHOD = 7;

/**
 * How many bytes of a state's value are kept: all of a word (`login`, `user.created`, `FAILED`), the method of a request (`GET /x`), the
 * class of a status (`503`), none of what is a value.
 */
export function keptBytes(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (isStatus(bytes, start, end)) return 1;
  if (length < 2 || !(CLASS[bytes[start]] & LETTER)) return 0;
  const method = methodEnd(bytes, start, end);
  if (method > start) return method - start;
  return length <= LONGEST && isWord(bytes, start, end) ? length : 0;
}

/** Text of a state's value: `login`, `GET <*>`, `5xx`, or `<*>`. */
export function stateText(bytes: Uint8Array, start: number, end: number): string {
  const kept = keptBytes(bytes, start, end);
  const text = new TextDecoder().decode(bytes.subarray(start, start + kept));
  if (kept === 0) return "<*>";
  if (start + kept === end) return text;
  return CLASS[bytes[start]] & DIGIT ? `${text}xx` : `${text} <*>`;
}

/** Whether `[start, end)` is a status of HTTP, 100 to 599. */
export function isStatus(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && bytes[start] >= DIGIT_1 && bytes[start] <= DIGIT_5 &&
    (CLASS[bytes[start + 1]] & DIGIT) !== 0 && (CLASS[bytes[start + 2]] & DIGIT) !== 0;
}

/** End of a request's method, a word in capitals before a target that begins with a slash. */
function methodEnd(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && i - start <= LONGEST_METHOD && CLASS[bytes[i]] & UPPER) i++;
  return bytes[i] === SPACE_BYTE && bytes[i + 1] === SLASH && i + 1 < end ? i : start;
}

function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    const isPart = CLASS[byte] & LETTER || byte === DOT || byte === UNDERSCORE || byte === DASH || byte === COLON;
    if (!isPart) return false;
  }
  return true;
}
