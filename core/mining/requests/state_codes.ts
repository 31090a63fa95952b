import { BYTE } from "../../bytes.ts";
import { FNV_PRIME } from "../../fnv.ts";
import { all, bytesOf, CLASS, DIGIT, LETTER, SPACE, UPPER } from "../byte_classes.ts";
import { mnemonicEnd } from "./mnemonic.ts";

const { DIGIT_0, PERCENT, UNDERSCORE } = BYTE;
/** Characters of a state of SQL, of which two name its class. */
const SQL_LENGTH = 5;
/** Bytes between a name and the state that it names: ` = `, `: [`. */
const MOST_BETWEEN = 3;
const MOST_GRPC = 16;
/** By byte, 1 for those that part a name from its state, and for what a router calls its messages begins with. */
const BEFORE_STATE = bytesOf(` =:[("%`);
/** As {@linkcode BEFORE_STATE}, of all lines of a shape, which may have any white space. */
const ENDS_NAME = BEFORE_STATE.map((isBefore, byte) => isBefore || (CLASS[byte] & SPACE) !== 0 ? 1 : 0);
/** By byte, 1 for those that the names of statuses, and of states which are made of digits, end with. */
export const NAME_ENDS: Uint8Array = bytesOf("eEsS");
/** The last word of a name of SQL's states. */
const STATE = "state";
/** How `code`, `state` and `status` end. */
const [CODE, TATE, ATUS] = ["code", "tate", "atus"].map((end) => lastFour(new TextEncoder().encode(end), 4));
const SQL_NAMES = ["sqlstate", "sql state"];
const NAMES = ["code", "status"];
const GRPC_NUMBERED = ["grpc-status", "grpc_status", "grpc.status", "grpc-code", "grpc_code", "grpc.code"];
const LONGEST_GRPC = 20;

/** States of gRPC, letters alone, in capitals. */
const GRPC = new Set([
  "OK",
  "CANCELED",
  "CANCELLED",
  "UNKNOWN",
  "INVALIDARGUMENT",
  "DEADLINEEXCEEDED",
  "NOTFOUND",
  "ALREADYEXISTS",
  "PERMISSIONDENIED",
  "RESOURCEEXHAUSTED",
  "FAILEDPRECONDITION",
  "ABORTED",
  "OUTOFRANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATALOSS",
  "UNAUTHENTICATED",
]);

/**
 * End of a state that begins at `at`, where what stands before names it: of SQL (`SQLSTATE 40001`, `SQL state [23505]`, `sqlstate=40P01`), and of gRPC
 * as a word (`code = Unavailable`) or a number (`grpc-status: 14`). 0 without. Such a state is part of what a message says.
 */
export function stateCodeEnd(bytes: Uint8Array, at: number, end: number): number {
  if (!(CLASS[bytes[at]] & (UPPER | DIGIT))) return 0;
  const name = nameEnd(bytes, at);
  if (name === 0) return 0;
  const stop = runEnd(bytes, at, end);
  if (isSqlName(bytes, name)) return isSqlState(bytes, at, stop) ? stop : 0;
  if (CLASS[bytes[at]] & DIGIT) return isNumbered(bytes, name) && isGrpcNumber(bytes, at, stop) ? stop : 0;
  return isGrpcWord(bytes, at, stop) && NAMES.some((word) => endsIn(bytes, name, word)) ? stop : 0;
}

/**
 * The states in a line, what follows the name of one or begins with `%`, as one number; -1 without. A line's shape does not know of states of SQL and
 * gRPC and of what a router calls its messages, as they hold digits.
 */
export function stateCodesIn(bytes: Uint8Array, start: number, end: number): number {
  let codes = -1;
  for (let at = firstNameEnd(bytes, start, end); at < end; at = nameEndIn(bytes, at + 1, end)) {
    codes = withStateCode(codes, bytes, at, end);
  }
  return codes;
}

/** Whether a line of the same shape may have one of {@linkcode stateCodesIn}, whatever its numbers and white space. */
export function mayHaveStateCodes(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = firstNameEnd(bytes, start, end); at < end; at = nameEndIn(bytes, at + 1, end)) {
    if (bytes[at] === PERCENT || isStateName(bytes, at)) return true;
  }
  return false;
}

/** As {@linkcode nameEndIn}, from a line's start on, which no name ends before. */
function firstNameEnd(bytes: Uint8Array, start: number, end: number): number {
  return nameEndIn(bytes, bytes[start] === PERCENT ? start : start + 1, end);
}

/** The first position from `at` on where a `%` stands, or what may be the name of a state is over; `end` without. */
function nameEndIn(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && !(ENDS_NAME[bytes[at]] === 1 && (bytes[at] === PERCENT || mayNameState(bytes, at)))) at++;
  return at;
}

/** Whether the name of a state, or the last word of one, ends before `end`. */
function isStateName(bytes: Uint8Array, end: number): boolean {
  return isNumbered(bytes, end) || endsIn(bytes, end, STATE) || isSqlName(bytes, end);
}

/** `codes` and the state after `at`; as they are where none may be. */
function withStateCode(codes: number, bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === PERCENT && CLASS[bytes[at + 1]] & UPPER) {
    return mixed(codes, bytes, at, mnemonicEnd(bytes, at, end));
  }
  if (BEFORE_STATE[bytes[at]] !== 1 || !mayNameState(bytes, at) || !isNumbered(bytes, at) && !isSqlName(bytes, at)) {
    return codes;
  }
  const code = afterBetween(bytes, at, end);
  return mixed(codes, bytes, code, stateCodeEnd(bytes, code, end));
}

/** Whether a message names a state of SQL or gRPC. */
export function hasStateCode(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++) {
    if (BEFORE_STATE[bytes[at]] === 1 && mayNameState(bytes, at)) {
      if (stateCodeEnd(bytes, afterBetween(bytes, at, end), end) > 0) return true;
    }
  }
  return false;
}

/** Whether `[start, end)` is a state of gRPC, its word in any case, or its number. */
export function isGrpcState(bytes: Uint8Array, start: number, end: number): boolean {
  return CLASS[bytes[start]] & DIGIT ? isGrpcNumber(bytes, start, end) : isGrpcWord(bytes, start, end);
}

function mixed(codes: number, bytes: Uint8Array, at: number, end: number): number {
  for (codes = Math.max(0, codes); at < end; at++) codes = Math.imul(codes ^ bytes[at], FNV_PRIME) & 0x3fffffff;
  return codes;
}

/** End of the name before `at`, which only what parts a name from its value stands between; 0 without. */
function nameEnd(bytes: Uint8Array, at: number): number {
  let i = at;
  while (i > 0 && at - i < MOST_BETWEEN && BEFORE_STATE[bytes[i - 1]] === 1) i--;
  return i < at && mayNameState(bytes, i) ? i : 0;
}

/** Position after what parts a name that ends before `at` from its value. */
function afterBetween(bytes: Uint8Array, at: number, end: number): number {
  const last = Math.min(end, at + MOST_BETWEEN);
  while (at < last && BEFORE_STATE[bytes[at]] === 1) at++;
  return at;
}

/** Whether the last letters before `end` are those of `code`, `sqlstate` or `status`, in any case: says no to nearly all words at once. */
function mayNameState(bytes: Uint8Array, end: number): boolean {
  if (end < 4 || NAME_ENDS[bytes[end - 1]] !== 1) return false;
  const last = lastFour(bytes, end);
  return last === CODE || last === TATE || last === ATUS;
}

/** Four letters before `end` as one number, in small ones. */
function lastFour(bytes: Uint8Array, end: number): number {
  return (bytes[end - 4] << 24 | bytes[end - 3] << 16 | bytes[end - 2] << 8 | bytes[end - 1]) | 0x20202020;
}

function isSqlName(bytes: Uint8Array, end: number): boolean {
  return SQL_NAMES.some((word) => endsIn(bytes, end, word));
}

function runEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (CLASS[bytes[at]] & (LETTER | DIGIT) || bytes[at] === UNDERSCORE)) at++;
  return at;
}

/** Whether `[at, stop)` may be a state of SQL: five digits and capitals. */
export function isSqlState(bytes: Uint8Array, at: number, stop: number): boolean {
  return stop === at + SQL_LENGTH && all(bytes, at, stop, UPPER | DIGIT);
}

function isNumbered(bytes: Uint8Array, name: number): boolean {
  return GRPC_NUMBERED.some((word) => endsIn(bytes, name, word));
}

function isGrpcNumber(bytes: Uint8Array, at: number, stop: number): boolean {
  if (stop === at || stop > at + 2 || !all(bytes, at, stop, DIGIT)) return false;
  return stop === at + 1 || (bytes[at] - DIGIT_0) * 10 + bytes[at + 1] - DIGIT_0 <= MOST_GRPC;
}

function isGrpcWord(bytes: Uint8Array, at: number, stop: number): boolean {
  if (stop > at + LONGEST_GRPC) return false;
  let word = "";
  for (let i = at; i < stop; i++) if (bytes[i] !== UNDERSCORE) word += String.fromCharCode(bytes[i] & ~32);
  return GRPC.has(word);
}

/** Whether a word, of any case, ends before `end`, and no longer one does. */
function endsIn(bytes: Uint8Array, end: number, word: string): boolean {
  const start = end - word.length;
  if (start < 0 || start > 0 && CLASS[bytes[start - 1]] & (LETTER | DIGIT)) return false;
  for (let i = 0; i < word.length; i++) {
    const byte = bytes[start + i];
    if ((CLASS[byte] & UPPER ? byte | 32 : byte) !== word.charCodeAt(i)) return false;
  }
  return true;
}
