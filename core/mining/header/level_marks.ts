import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, UPPER } from "../byte_classes.ts";
import { mnemonicEnd } from "../requests/mnemonic.ts";
import { levelOfBytes, SYSLOG_LEVELS } from "./levels.ts";
import { digitsEnd, skipSpaces } from "./timestamp.ts";

const {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DASH,
  DIGIT_0,
  DOT,
  EQUALS,
  EXCLAMATION,
  GREATER,
  HASH,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SLASH,
  SPACE_BYTE,
  STAR,
  UNDERSCORE,
} = BYTE;
/** Largest priority of syslog: 23 facilities of 8 levels, from 0. */
const MOST_PRIORITY = 191;
const LONGEST_WORD = 16;
const LOG = new TextEncoder().encode("LOG");

/** Letters of a role that Redis names after its process: master, replica (slave), child, sentinel. */
const ROLES = new Set([..."MSCX"].map((role) => role.charCodeAt(0)));
/** By mark, Redis' levels: debug, verbose, notice, warning. */
const ROLE_MARKS: Readonly<Record<number, number>> = { [DOT]: 2, [DASH]: 3, [STAR]: 4, [HASH]: 5 };

/** By byte, what closes it where a level may stand inside: `[E]`, `(EE)`, `<Error>`, `{ERROR}`, `-E-`, `*ERROR*`. */
const CLOSED_BY = new Uint8Array(128);
for (const [open, close] of [[OPEN_BRACKET, CLOSE_BRACKET], [OPEN_PAREN, CLOSE_PAREN], [LESS, GREATER]]) {
  CLOSED_BY[open] = close;
}
CLOSED_BY[OPEN_BRACE] = CLOSE_BRACE;
CLOSED_BY[DASH] = DASH;
CLOSED_BY[STAR] = STAR;

/**
 * Level of a mark at `at` that says by its form that it is one, as an index into LEVELS: `[E]`, `(EE)`, `<Error>`, `-E-`, `*ERROR*`, `<3>` and `LOG3[`
 * with syslog's numbers, `E/tag`. 0 without.
 */
export function markedLevel(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at];
  if (first < 128 && CLOSED_BY[first] !== 0) {
    return enclosedLevel(bytes, at, end) || (first === LESS ? priorityLevel(bytes, at, end) : 0);
  }
  if (!(CLASS[first] & UPPER)) return 0;
  if (bytes[at + 1] === SLASH) return taggedEnd(bytes, at, end) > 0 ? levelOfBytes(bytes, at, at + 1) : 0;
  const isNumbered = bytes[at + LOG.length + 1] === OPEN_BRACKET && LOG.every((byte, i) => bytes[at + i] === byte);
  return isNumbered ? syslogLevel(bytes[at + LOG.length]) : 0;
}

/** End of `E/Zygote:` or `E/Zygote  ( 123):`, as Android's short logs begin; 0 without. */
export function taggedEnd(bytes: Uint8Array, at: number, end: number): number {
  let stop = at + 2;
  if (!(CLASS[bytes[stop]] & LETTER)) return 0;
  while (stop < end && isNameByte(bytes[stop])) stop++;
  const next = skipSpaces(bytes, stop, end);
  if (bytes[next] === OPEN_PAREN) {
    const digits = skipSpaces(bytes, next + 1, end);
    stop = digitsEnd(bytes, digits, end);
    if (stop === digits || bytes[stop++] !== CLOSE_PAREN) return 0;
  }
  return bytes[stop] === COLON ? stop + 1 : 0;
}

/** End of the mark that {@linkcode enclosedLevel} reads; 0 without. */
export function enclosedEnd(bytes: Uint8Array, at: number, end: number): number {
  const close = bytes[at] < 128 ? CLOSED_BY[bytes[at]] : 0;
  if (close === 0) return 0;
  let stop = at + 1;
  while (stop < end && stop <= at + LONGEST_WORD && (CLASS[bytes[stop]] & LETTER || bytes[stop] === SPACE_BYTE)) stop++;
  return bytes[stop] === close ? stop + 1 : 0;
}

/** Level in what encloses it, padded or not, of which parentheses may hold its letter twice. */
export function enclosedLevel(bytes: Uint8Array, at: number, end: number): number {
  const stop = enclosedEnd(bytes, at, end) - 1;
  if (stop < 0) return 0;
  const level = levelOfBytes(bytes, at + 1, stop);
  if (level > 0) return level;
  const isTwice = bytes[at] === OPEN_PAREN && stop === at + 3 && bytes[at + 1] === bytes[at + 2];
  return isTwice ? levelOfBytes(bytes, at + 1, at + 2) : 0;
}

/** Level of a priority as syslog writes it before a line, `<34>`, as an index into LEVELS; 0 without. */
export function priorityLevel(bytes: Uint8Array, at: number, end: number): number {
  const stop = digitsEnd(bytes, at + 1, Math.min(end, at + 5));
  if (stop === at + 1 || bytes[stop] !== GREATER) return 0;
  let priority = 0;
  for (let i = at + 1; i < stop; i++) priority = priority * 10 + bytes[i] - DIGIT_0;
  return priority > MOST_PRIORITY ? 0 : SYSLOG_LEVELS[priority & 7];
}

/** Level of what a router calls its messages, `%LINK-3-UPDOWN:` or `%ASA-3-106014:`, as an index into LEVELS; 0 without. */
export function mnemonicLevel(bytes: Uint8Array, at: number, end: number): number {
  const stop = mnemonicEnd(bytes, at, end);
  if (stop === 0) return 0;
  let i = stop - 1;
  while (bytes[i] !== DASH) i--;
  return syslogLevel(bytes[i - 1]);
}

/** Start of what follows marks that set a level off, `*** ERROR`, `!!! ERROR`, `=ERROR REPORT`; `at` without. */
export function afterMarks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && i < at + LONGEST_WORD && isSetOff(bytes[i])) i++;
  if (i === at) return at;
  return bytes[i] === SPACE_BYTE ? i + 1 : i;
}

function isNameByte(byte: number): boolean {
  return (CLASS[byte] & (LETTER | DIGIT)) !== 0 || byte === DOT || byte === UNDERSCORE || byte === DASH;
}

function isSetOff(byte: number): boolean {
  return byte === STAR || byte === EXCLAMATION || byte === EQUALS || byte === HASH || byte === GREATER;
}

function syslogLevel(digit: number): number {
  return digit >= DIGIT_0 && digit < DIGIT_0 + SYSLOG_LEVELS.length ? SYSLOG_LEVELS[digit - DIGIT_0] : 0;
}

/** Level of the mark at `at` in a line of Redis that begins at `start`, `1:M 24 Nov 2026 10:11:12.345 # Ready`; 0 in any other. */
export function roleMarkLevel(bytes: Uint8Array, start: number, at: number): number {
  const colon = digitsEnd(bytes, start, at);
  const isRole = colon > start && bytes[colon] === COLON && ROLES.has(bytes[colon + 1]) &&
    bytes[colon + 2] === SPACE_BYTE;
  return isRole ? ROLE_MARKS[bytes[at]] ?? 0 : 0;
}
