import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER } from "../byte_classes.ts";

const {
  AT,
  BACKSLASH,
  BACKSPACE,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  DOLLAR,
  FORM_FEED,
  GREATER,
  LESS,
  LINE_FEED,
  LOWER_B,
  LOWER_F,
  LOWER_N,
  LOWER_R,
  LOWER_T,
  LOWER_U,
  OPEN_BRACE,
  STAR,
  TAB,
} = BYTE;
/** Longest name in a message template's braces. */
const LONGEST_HOLE = 64;

/**
 * Writes the JSON text `bytes[start, end)` without its escapes into `into`, as far as it has room, and returns the number of bytes.
 * A broken escape stays as it is.
 */
export function unescape(bytes: Uint8Array, start: number, end: number, into: Uint8Array): number {
  let at = start, to = 0;
  const room = into.length - 4;
  while (at < end && to < room) {
    const byte = bytes[at++];
    if (byte !== BACKSLASH || at >= end) {
      into[to++] = byte;
      continue;
    }
    const escaped = bytes[at++];
    if (escaped !== LOWER_U) {
      into[to++] = unescaped(escaped);
      continue;
    }
    let code = hexAt(bytes, at, end);
    if (code < 0) {
      into[to++] = BACKSLASH;
      at--;
      continue;
    }
    at += 4;
    const low = code >= 0xd800 && code < 0xdc00 && bytes[at] === BACKSLASH && bytes[at + 1] === LOWER_U
      ? hexAt(bytes, at + 2, end)
      : -1;
    if (low >= 0xdc00 && low < 0xe000) {
      code = 0x10000 + ((code - 0xd800) << 10) + low - 0xdc00;
      at += 6;
    }
    to = putUtf8(into, to, code);
  }
  return to;
}

/** Makes the holes of a message template, `{Elapsed:0.0}`, to marks of a variable, in place; returns the number of bytes, which is no more. */
export function markHoles(bytes: Uint8Array, length: number): number {
  let to = 0;
  for (let at = 0; at < length;) {
    const close = bytes[at] === OPEN_BRACE ? holeEnd(bytes, at, length) : 0;
    if (close === 0) {
      bytes[to++] = bytes[at++];
      continue;
    }
    bytes[to++] = LESS;
    bytes[to++] = STAR;
    bytes[to++] = GREATER;
    at = close;
  }
  return to;
}

/** Position after a hole at `at`, of three bytes at least, or 0. */
function holeEnd(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at + 1];
  if (!(CLASS[first] & (LETTER | DIGIT)) && first !== AT && first !== DOLLAR) return 0;
  const last = Math.min(length, at + LONGEST_HOLE);
  for (let i = at + 2; i < last; i++) if (bytes[i] === CLOSE_BRACE) return i + 1;
  return 0;
}

function unescaped(byte: number): number {
  switch (byte) {
    case LOWER_N:
      return LINE_FEED;
    case LOWER_T:
      return TAB;
    case LOWER_R:
      return CARRIAGE_RETURN;
    case LOWER_B:
      return BACKSPACE;
    case LOWER_F:
      return FORM_FEED;
    default:
      return byte;
  }
}

/** The number that four hexadecimal digits name, -1 where they are none. */
function hexAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  let code = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = bytes[i], letter = (byte | 32) - 97;
    const digit = CLASS[byte] & DIGIT ? byte - 48 : letter >= 0 && letter < 6 ? letter + 10 : -1;
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

function putUtf8(into: Uint8Array, to: number, code: number): number {
  if (code < 0x80) into[to++] = code;
  else if (code < 0x800) {
    into[to++] = 0xc0 | code >> 6;
    into[to++] = 0x80 | code & 63;
  } else {
    if (code < 0x10000) into[to++] = 0xe0 | code >> 12;
    else {
      into[to++] = 0xf0 | code >> 18;
      into[to++] = 0x80 | code >> 12 & 63;
    }
    into[to++] = 0x80 | code >> 6 & 63;
    into[to++] = 0x80 | code & 63;
  }
  return to;
}
