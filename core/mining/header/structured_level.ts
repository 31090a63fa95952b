import { BYTE, isAt } from "../../bytes.ts";
import { CLASS, LETTER, SPACE } from "../byte_classes.ts";
import { levelOfBytes } from "./levels.ts";

const { COLON, EQUALS, LOWER_E, LOWER_L, LOWER_S, LOWER_V, QUOTE } = BYTE;

const KEYS = ["level", "lvl", "severity", "levelname"].map((key) => new TextEncoder().encode(key));
const LOOK = 256;

/**
 * Level that a message names as the value of a key, `level=info` or `"severity": "WARNING"`, as an index into LEVELS; 0
 * where its first 256 bytes name none.
 */
export function structuredLevel(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + LOOK);
  for (let at = start; at + 1 < last; at++) {
    if (bytes[at] !== LOWER_L && bytes[at] !== LOWER_S || !mayGoOn(bytes[at + 1], bytes[at + 2])) continue;
    const level = at > start && CLASS[bytes[at - 1]] & LETTER ? 0 : levelOfKey(bytes, at, last);
    if (level > 0) return level;
  }
  return 0;
}

/** Whether `level`, `lvl` or `severity` goes on with these bytes after the first: says no to nearly all words at once. */
function mayGoOn(second: number, third: number): boolean {
  return second === LOWER_E ? third === LOWER_V : second === LOWER_V && third === LOWER_L;
}

/** Level that stands behind the key at `at`; 0 without. */
function levelOfKey(bytes: Uint8Array, at: number, end: number): number {
  const stop = keyEnd(bytes, at, end);
  return stop === 0 ? 0 : levelBehind(bytes, stop, end);
}

/** End of the key at `at`; 0 without. */
function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  for (const key of KEYS) if (at + key.length <= end && isAt(bytes, at, key)) return at + key.length;
  return 0;
}

function levelBehind(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === QUOTE) at++;
  if (bytes[at] !== EQUALS && bytes[at] !== COLON) return 0;
  at++;
  while (at < end && (bytes[at] === QUOTE || CLASS[bytes[at]] & SPACE)) at++;
  let stop = at;
  while (stop < end && CLASS[bytes[stop]] & LETTER) stop++;
  return stop - at > 1 ? levelOfBytes(bytes, at, stop) : 0;
}
