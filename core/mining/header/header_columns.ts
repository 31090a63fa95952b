import { BYTE, closing } from "../../bytes.ts";
import { all, CLASS, DIGIT, HEX, LETTER, LOWER, SPACE, UPPER } from "../byte_classes.ts";

const {
  AT,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DASH,
  DOLLAR,
  DOT,
  GREATER,
  HASH,
  LESS,
  LOWER_X,
  OPEN_BRACKET,
  OPEN_PAREN,
  PIPE,
  QUOTE,
  SEMICOLON,
  SLASH,
  UNDERSCORE,
} = BYTE;

/** Whether a column is the number of a process or thread: `148`, `1702/2395`, `0x7f3a`. */
export function isProcessNumber(bytes: Uint8Array, at: number, stop: number): boolean {
  if (stop <= at || !(CLASS[bytes[at]] & DIGIT)) return false;
  for (let i = at; i < stop; i++) {
    const isPart = CLASS[bytes[i]] & (DIGIT | HEX) || bytes[i] === SLASH || bytes[i] === DOT || bytes[i] === LOWER_X;
    if (!isPart) return false;
  }
  return true;
}

/** Whether a column is the number of a process as Erlang has them: `<0.684.0>`. */
export function isErlangProcess(bytes: Uint8Array, at: number, stop: number): boolean {
  return bytes[at] === LESS && bytes[stop - 1] === GREATER && isProcessNumber(bytes, at + 1, stop - 1);
}

/** Whether a column may be the name of a host, program or component, or of an element of a collection: `web["eu"]`. */
export function isComponent(bytes: Uint8Array, at: number, stop: number): boolean {
  if (stop <= at || stop - at > 120) return false;
  const first = CLASS[bytes[at]];
  if (!(first & (LETTER | DIGIT)) && bytes[at] !== UNDERSCORE && bytes[at] !== SLASH) return false;
  for (let i = at; i < stop; i++) {
    const byte = bytes[i];
    const isIdentifier = CLASS[byte] & (LETTER | DIGIT) || byte === DOT || byte === UNDERSCORE || byte === DASH ||
      byte === DOLLAR ||
      byte === SLASH || byte === OPEN_PAREN || byte === CLOSE_PAREN || byte === OPEN_BRACKET ||
      byte === CLOSE_BRACKET || byte === AT || byte === HASH ||
      byte === COLON || byte === QUOTE && (bytes[i - 1] === OPEN_BRACKET || bytes[i + 1] === CLOSE_BRACKET);
    if (!isIdentifier) return false;
  }
  return true;
}

/** Whether a column is the name of a pod or a host with a number, `cart-7d9f8b6c5-x2x4z`, `web-1`: letters, digits and dashes. */
export function isHostName(bytes: Uint8Array, at: number, stop: number): boolean {
  let digits = 0, dashes = 0, letters = 0;
  for (let i = at; i < stop; i++) {
    if (CLASS[bytes[i]] & DIGIT) digits++;
    else if (CLASS[bytes[i]] & LETTER) letters++;
    else if (bytes[i] === DASH) dashes++;
    else if (bytes[i] !== DOT) return false;
  }
  return digits > 0 && dashes > 0 && letters > 0;
}

/** Whether an identifier shows by its form that it is no word of a sentence. */
export function hasMark(bytes: Uint8Array, at: number, stop: number): boolean {
  for (let i = at + 1; i < stop; i++) {
    const byte = bytes[i];
    if (byte === OPEN_BRACKET || byte === DOT || byte === DOLLAR || byte === UNDERSCORE || CLASS[byte] & DIGIT) {
      return true;
    }
    if (CLASS[byte] & UPPER && CLASS[bytes[i - 1]] & LOWER) return true;
  }
  return false;
}

/** Whether a column is a dotted name: `nova.compute.manager`. */
export function isDotted(bytes: Uint8Array, at: number, stop: number): boolean {
  const isName = stop - at >= 3 && CLASS[bytes[at]] & LETTER && bytes[stop - 1] !== CLOSE_PAREN;
  if (!isName || !isComponent(bytes, at, stop)) return false;
  for (let i = at + 1; i < stop - 1; i++) {
    if (bytes[i] === DOT && CLASS[bytes[i + 1]] & LETTER) return true;
  }
  return false;
}

/** Whether a column is letters alone, not all capitals. */
export function isPlainWord(bytes: Uint8Array, at: number, stop: number): boolean {
  if (!all(bytes, at, stop, LETTER)) return false;
  return !all(bytes, at, stop, UPPER);
}

/** Whether there is a digit in `[at, stop)`. */
export function hasDigit(bytes: Uint8Array, at: number, stop: number): boolean {
  for (let i = at; i < stop; i++) if (CLASS[bytes[i]] & DIGIT) return true;
  return false;
}

/** End of a column without the punctuation that ends it. */
export function trimmedEnd(bytes: Uint8Array, at: number, stop: number): number {
  while (stop > at + 1) {
    const last = bytes[stop - 1];
    if (last !== COLON && last !== COMMA && last !== PIPE && last !== SEMICOLON) break;
    stop--;
  }
  return stop;
}

/** End of the run without white space at `at`. */
export function columnEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && !(CLASS[bytes[at]] & SPACE)) at++;
  return at;
}

/** Position after the bracket that closes the one at `at`, within `limit` bytes; -1 without. */
export function bracketEnd(bytes: Uint8Array, at: number, limit: number): number {
  const open = bytes[at];
  const close = closing(open);
  const last = limit;
  let depth = 1;
  for (let i = at + 1; i < last; i++) {
    if (bytes[i] === close && --depth === 0) return i + 1;
    if (bytes[i] === open) depth++;
  }
  return -1;
}
