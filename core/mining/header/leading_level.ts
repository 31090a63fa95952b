import { BYTE } from "../../bytes.ts";
import { all, CLASS, LETTER, UPPER } from "../byte_classes.ts";
import { levelOfBytes } from "./levels.ts";

const { CLOSE_BRACKET, COLON, OPEN_BRACKET, SPACE_BYTE } = BYTE;

/** Letters of the shortest and the longest word that is looked at. */
const SHORTEST = 3, LONGEST = 16;

/**
 * Level of a message that starts with one, which stays part of it, as an index into LEVELS: `ERROR: …`, `[warn] …`,
 * `error: …`, `Fatal error: …`, after the name of a language `PHP Warning: …`. 0 without.
 */
export function leadingLevel(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0;
  const open = bytes[at] === OPEN_BRACKET ? at + 1 : at;
  const stop = wordEnd(bytes, open, end);
  if (stop - open < SHORTEST) return 0;
  if (open > at) return bytes[stop] === CLOSE_BRACKET ? levelOfBytes(bytes, open, stop) : 0;
  const isCapital = all(bytes, open, stop, UPPER);
  if (bytes[stop] === COLON || isCapital) {
    const level = levelOfBytes(bytes, open, stop);
    if (level > 0) return level;
  }
  if (bytes[stop] !== SPACE_BYTE) return 0;
  if (isCapital) return levelBeforeColon(bytes, stop + 1, end);
  return levelOfBytes(bytes, open, stop) > 0 ? kindOfError(bytes, open, stop, end) : 0;
}

/** Level in one or two words that a colon follows: `Warning:`, `Fatal error:`, `Parse error:`. */
function levelBeforeColon(bytes: Uint8Array, at: number, end: number): number {
  const stop = wordEnd(bytes, at, end);
  if (bytes[stop] === COLON) return levelOfBytes(bytes, at, stop);
  return bytes[stop] === SPACE_BYTE ? kindOfError(bytes, at, stop, end) : 0;
}

/** Level of the kind `[at, stop)` of an error, where the word after it says that it is one: `Fatal error:`. */
function kindOfError(bytes: Uint8Array, at: number, stop: number, end: number): number {
  const last = wordEnd(bytes, stop + 1, end);
  if (bytes[last] !== COLON) return 0;
  const level = levelOfBytes(bytes, stop + 1, last);
  return level === 0 ? 0 : Math.max(level, levelOfBytes(bytes, at, stop));
}

function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  const bound = Math.min(end, at + LONGEST);
  while (at < bound && CLASS[bytes[at]] & LETTER) at++;
  return at;
}
