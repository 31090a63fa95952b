import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, HEX, LETTER } from "../byte_classes.ts";
import { printable } from "../printable.ts";

const { COLON, DASH, DOT, GREATER, LESS, PLUS, STAR, UNDERSCORE } = BYTE;

/** The mark of a variable, `<*>`, counts as a value wherever it occurs, so that a template's text can be scanned. */
export function isMark(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === LESS && at + 2 < end && bytes[at + 1] === STAR && bytes[at + 2] === GREATER;
}

export function isWordByte(byte: number): boolean {
  return (CLASS[byte] & (LETTER | DIGIT)) !== 0;
}

/** End of the run of letters and digits at `at` when it holds a digit or a mark, else `at`. */
function runWithDigitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at, hasDigit = false;
  if (at > 0 && i > 0 && !isWordByte(bytes[at]) && !isMark(bytes, at, end)) return at;
  while (i < end) {
    if (isWordByte(bytes[i])) {
      if (CLASS[bytes[i]] & DIGIT) hasDigit = true;
      i++;
    } else if (isMark(bytes, i, end)) {
      hasDigit = true;
      i += 3;
    } else break;
  }
  return hasDigit ? i : at;
}

/** Like {@linkcode runWithDigitsEnd}, numbers after it that only separators part included, and a sign before it. */
export function maskEnd(bytes: Uint8Array, at: number, end: number): number {
  const isSign = (bytes[at] === DASH || bytes[at] === PLUS) && at > 0 && !isWordByte(bytes[at - 1]);
  let stop = runWithDigitsEnd(bytes, isSign ? at + 1 : at, end);
  if (stop === at || (isSign && stop === at + 1)) return at;
  while (stop < end && isJoint(bytes[stop])) {
    const next = runWithDigitsEnd(bytes, stop + 1, end);
    if (next === stop + 1 || constantPrefixEnd(bytes, stop + 1, next) > stop + 1) break;
    stop = next;
  }
  return stop;
}

function isJoint(byte: number): boolean {
  return byte === DASH || byte === DOT || byte === UNDERSCORE || byte === COLON;
}

/** End of the letters before the first digit of a run, or its start when they may be hexadecimal digits. */
export function constantPrefixEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at, isHex = true;
  while (i < end && CLASS[bytes[i]] & LETTER) {
    if (!(CLASS[bytes[i]] & HEX)) isHex = false;
    i++;
  }
  return isHex ? at : i;
}

/** Letters of a chunk that stay when its runs with digits are masked. */
export function constantLetters(bytes: Uint8Array, start: number, end: number): number {
  let letters = 0, at = start;
  while (at < end) {
    const stop = runWithDigitsEnd(bytes, at, end);
    if (stop > at) {
      letters += constantPrefixEnd(bytes, at, stop) - at;
      at = stop;
      continue;
    }
    while (at < end && isWordByte(bytes[at])) {
      letters++;
      at++;
    }
    if (at < end && !isWordByte(bytes[at]) && !isMark(bytes, at, end)) at++;
  }
  return letters;
}

/** Whether a chunk is a name with a number after it that a separator parts from it, `blk_4711` or `worker-<*>`: such names come ever anew. */
export function isNumbered(bytes: Uint8Array, start: number, end: number): boolean {
  let i = end;
  if (end - start > 3 && isMark(bytes, end - 3, end)) i -= 3;
  while (i > start && CLASS[bytes[i - 1]] & DIGIT) i--;
  return i < end && i > start && (bytes[i - 1] === UNDERSCORE || bytes[i - 1] === DASH);
}

/** End of what is not masked at `at`, where {@linkcode maskEnd} finds nothing: a run of letters, or any other byte. */
export function plainEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end && isWordByte(bytes[stop])) stop++;
  return stop === at ? at + 1 : stop;
}

export function partialText(bytes: Uint8Array): string {
  let text = "", at = 0;
  while (at < bytes.length) {
    const stop = maskEnd(bytes, at, bytes.length);
    if (stop > at) {
      text += printable(bytes.subarray(at, constantPrefixEnd(bytes, at, stop))) + "<*>";
      at = stop;
      continue;
    }
    const next = plainEnd(bytes, at, bytes.length);
    text += printable(bytes.subarray(at, next));
    at = next;
  }
  return text;
}
