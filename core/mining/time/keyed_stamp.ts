import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, SPACE } from "../byte_classes.ts";
import { skipSpaces } from "../header/timestamp.ts";

const { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, EQUALS, OPEN_BRACE, OPEN_BRACKET, QUOTE } = BYTE;

const KEYS = [
  "time",
  "ts",
  "timestamp",
  "@timestamp",
  "@t",
  "t",
  "date",
  "datetime",
  "time_local",
  "time_iso8601",
  "epochSecond",
  "asctime",
  "eventTime",
  "$date",
  "__REALTIME_TIMESTAMP",
].map((key) => new TextEncoder().encode(key));
/** Bytes of a JSON object that are looked through, and of a line of `key=value`. */
const JSON_LOOK = 8192, PAIRS_LOOK = 256;
/** `{"t":{"$date":"…"}}` is how MongoDB nests it, `{"instant":{"epochSecond":…}}` log4j. */
const DEEPEST = 2;

/** Linux' audit writes `msg=audit(1364481363.243:24287):`. */
const AUDIT = new TextEncoder().encode("audit(");

/**
 * Where the value of a time key begins, its quote passed over: `"ts": 1709…` of a JSON object that fills the line, or `time="2024-…"` of a
 * line of pairs. -1 where there is none. `keys` are those that name a time.
 */
export function keyedStamp(bytes: Uint8Array, start: number, end: number, keys: readonly Uint8Array[] = KEYS): number {
  const at = skipSpaces(bytes, start, end);
  return bytes[at] === OPEN_BRACE && at < end
    ? ofObject(bytes, at, Math.min(end, at + JSON_LOOK), keys)
    : ofPairs(bytes, at, Math.min(end, at + PAIRS_LOOK), keys);
}

function ofObject(bytes: Uint8Array, start: number, end: number, keys: readonly Uint8Array[]): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
    else if (byte === QUOTE) {
      const stop = stringEnd(bytes, at + 1, end);
      const colon = skipSpaces(bytes, stop + 1, end);
      if (depth <= DEEPEST && bytes[colon] === COLON && isTimeKey(bytes, at + 1, stop, keys)) {
        const value = valueStart(bytes, colon + 1, end);
        if (value >= 0) return value;
      }
      at = stop;
    }
  }
  return -1;
}

function ofPairs(bytes: Uint8Array, start: number, end: number, keys: readonly Uint8Array[]): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== EQUALS) continue;
    let key = at;
    while (key > start && !(CLASS[bytes[key - 1]] & SPACE)) key--;
    const isAudit = AUDIT.every((byte, i) => bytes[at + 1 + i] === byte);
    if (!isAudit && !isTimeKey(bytes, key, at, keys)) continue;
    const value = valueStart(bytes, at + 1 + (isAudit ? AUDIT.length : 0), end);
    if (value >= 0) return value;
  }
  return -1;
}

/** Position of the closing quote, or `end`. */
function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, end);
}

/** Start of a value that may be a time, or -1. */
function valueStart(bytes: Uint8Array, at: number, end: number): number {
  const value = skipSpaces(bytes, at, end);
  const start = bytes[value] === QUOTE ? value + 1 : value;
  return start < end && CLASS[bytes[start]] & (DIGIT | LETTER) ? start : -1;
}

function isTimeKey(bytes: Uint8Array, start: number, end: number, keys: readonly Uint8Array[]): boolean {
  return keys.some((key) => key.length === end - start && key.every((byte, i) => bytes[start + i] === byte));
}
