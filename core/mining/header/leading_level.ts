import { BYTE } from "../../bytes.ts";
import { all, CLASS, DIGIT, LETTER, SPACE, UPPER } from "../byte_classes.ts";
import { crashLevel } from "./crash_level.ts";
import { afterMarks, enclosedEnd, markedLevel, mnemonicLevel } from "./level_marks.ts";
import { levelOfBytes, LEVELS } from "./levels.ts";

const { COLON, DASH, DOT, EXCLAMATION, OPEN_BRACKET, OPEN_PAREN, PERCENT, SLASH, SPACE_BYTE, STAR } = BYTE;
const FATAL = LEVELS.indexOf("fatal");

/** Letters of the shortest and the longest word that is looked at. */
const SHORTEST = 3, LONGEST = 16;

/** Names that a message may begin with before its level: `nginx: [emerg] …`. */
const MOST_NAMES = 2;
/** Bytes before a level among what colons part, or after names. */
const LONGEST_PLACE = 96;
/** Bytes of such a name. */
const LONGEST_NAME = 120;

/**
 * Level of a message that starts with one, which stays part of it, as an index into LEVELS: `ERROR: …`, `[warn] …`, `error: …`, `Fatal error: …`,
 * `error CS0103: …`, after the name of a language `PHP Warning: …`, after a name or a place that a colon ends `app.c:12:3: error: …`, after marks
 * `*** ERROR …`, in one that says by its form that it is a level `-E- …` (`level_marks.ts`), in what colons part, and of what a crash begins with (`crash_level.ts`). 0 without.
 */
export function leadingLevel(bytes: Uint8Array, at: number, end: number): number {
  for (let name = 0; name <= MOST_NAMES && at < end; name++) {
    const level = levelHere(bytes, at, end);
    if (level > 0) return level;
    const next = afterName(bytes, at, end);
    if (next === at) return 0;
    at = next;
  }
  return 0;
}

function levelHere(bytes: Uint8Array, at: number, end: number): number {
  const first = CLASS[bytes[at]];
  if (!(first & LETTER)) {
    const level = startingMark(bytes, at, end) || placedLevel(bytes, at, end);
    if (level > 0) return level;
    const start = afterMarks(bytes, at, end);
    return start === at ? 0 : firstWordLevel(bytes, start, end);
  }
  return firstWordLevel(bytes, at, end) || (first & UPPER ? markedLevel(bytes, at, end) : 0) ||
    crashLevel(bytes, at, end);
}

/** Level of a mark that is no part of a word: `[E] x`, not `[E]xit`. */
function startingMark(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === PERCENT) return mnemonicLevel(bytes, at, end);
  const level = markedLevel(bytes, at, end), stop = enclosedEnd(bytes, at, end);
  const isWord = stop > 0 && stop < at + SHORTEST + 2 && (CLASS[bytes[stop]] & (LETTER | DIGIT)) !== 0;
  return isWord ? 0 : level;
}

function firstWordLevel(bytes: Uint8Array, at: number, end: number): number {
  const stop = wordEnd(bytes, at, end);
  if (stop - at < SHORTEST) return stop === at + 1 ? letterLevel(bytes, at, stop) : 0;
  const isCapital = all(bytes, at, stop, UPPER);
  if (bytes[stop] === COLON || isCapital) {
    const level = levelOfBytes(bytes, at, stop);
    if (level > 0) return level;
  }
  if (bytes[stop] !== SPACE_BYTE) return 0;
  if (isCapital) return levelBeforeColon(bytes, stop + 1, end);
  const level = levelOfBytes(bytes, at, stop);
  if (level === 0) return calledLevel(bytes, stop + 1, end);
  return isCode(bytes, stop + 1, end) ? level : kindOfError(bytes, at, stop, end);
}

/** Level in capitals that an exclamation mark and a space follow, after the name of a program: `npm ERR! `. */
function calledLevel(bytes: Uint8Array, at: number, end: number): number {
  const stop = wordEnd(bytes, at, end);
  const isCalled = bytes[stop] === EXCLAMATION && bytes[stop + 1] === SPACE_BYTE && stop - at >= SHORTEST;
  return isCalled && all(bytes, at, stop, UPPER) ? levelOfBytes(bytes, at, stop) : 0;
}

/**
 * Level in capitals in brackets of what colons part, as Chrome's log begins, `[1234:5678:1127/061112.123456:ERROR:file.cc(12)]`, or after the name of a program and
 * of a library, as GLib's does, `(app:123): Gtk-WARNING **:`.
 */
function placedLevel(bytes: Uint8Array, at: number, end: number): number {
  const isNamed = bytes[at] === OPEN_PAREN;
  if (!isNamed && bytes[at] !== OPEN_BRACKET) return 0;
  const last = Math.min(end, at + LONGEST_PLACE), mark = isNamed ? DASH : COLON;
  for (let i = at + 1; i < last; i++) {
    if (bytes[i] === SPACE_BYTE && !(isNamed && bytes[i - 1] === COLON)) return 0;
    if (bytes[i] !== mark || !(CLASS[bytes[i + 1]] & UPPER)) continue;
    const stop = wordEnd(bytes, i + 1, end);
    const isPart = isNamed ? bytes[stop] === SPACE_BYTE && bytes[stop + 1] === STAR : bytes[stop] === COLON;
    if (isPart && stop - i > SHORTEST && all(bytes, i + 1, stop, UPPER)) return levelOfBytes(bytes, i + 1, stop);
  }
  return 0;
}

/** Level in a letter that a colon and a space follow, `E: …`; nobody tells a fatal error so. */
function letterLevel(bytes: Uint8Array, at: number, stop: number): number {
  if (bytes[stop] !== COLON || bytes[stop + 1] !== SPACE_BYTE) return 0;
  const level = levelOfBytes(bytes, at, stop);
  return level === FATAL ? 0 : level;
}

/** Whether the number of an error and a colon are at `at`: `CS0103:`, `1045:`. */
function isCode(bytes: Uint8Array, at: number, end: number): boolean {
  let stop = at, digits = 0;
  for (; stop < end && CLASS[bytes[stop]] & (UPPER | DIGIT); stop++) if (CLASS[bytes[stop]] & DIGIT) digits++;
  return digits > 2 && bytes[stop] === COLON;
}

/** Start of what follows a name without spaces that a colon ends: `nginx: `, `app.c:12:3: `; `at` without. */
function afterName(bytes: Uint8Array, at: number, end: number): number {
  if (!(CLASS[bytes[at]] & LETTER) && bytes[at] !== DOT && bytes[at] !== SLASH) return at;
  const last = Math.min(end, at + LONGEST_NAME);
  let stop = at;
  while (stop < last && !(CLASS[bytes[stop]] & SPACE)) stop++;
  return stop < last && bytes[stop - 1] === COLON && stop > at + 2 ? stop + 1 : at;
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
