import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, SPACE, UPPER } from "../byte_classes.ts";
import { bracketEnd, columnEnd, isPlainWord } from "./header_columns.ts";
import { levelOfBytes } from "./levels.ts";
import { digitsEnd, FULL_TIME, NO_TIME, skipSpaces, TimestampScanner } from "./timestamp.ts";

const {
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOT,
  GREATER,
  HASH,
  LESS,
  OPEN_BRACKET,
  OPEN_PAREN,
  PIPE,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE_BYTE,
  STAR,
} = BYTE;

const MAX_COLUMNS_BEFORE_TIME = 6;
const MAX_PLAIN_WORDS = 3;
/** Bytes of a column in brackets, such as a thread's name. */
export const MAX_BRACKETED = 256;
const LONGEST_LEVEL = 9;
/** Bytes of `####`. */
const MARK_LENGTH = 4;
/** Counts that a router and who collects its messages write before a stamp. */
const MAX_COUNTS = 2;
/** Digits of a second's fraction, and the dot, as the kernel and X11 print seconds since boot. */
const FRACTIONS = [7, 4];

/** Finds the time stamp among a line's first columns: bare, in brackets or quotes, or after a syslog priority. */
export class StampFinder {
  /** Where the stamp of the last call begins, inside its bracket; -1 for seconds since boot, which name no point in time. */
  start = -1;
  /** Where it ends, without what closes it. */
  end = -1;

  /** Index into LEVELS of the level that stands beside the last stamp in its bracket; 0 for none. */
  levelBeside = 0;

  readonly #scanner = new TimestampScanner();

  /** What the last stamp names: {@linkcode FULL_TIME} and so on. */
  get kind(): number {
    return this.#scanner.kind;
  }

  /** Whether the last stamp was of BSD syslog's form, which a host name follows. */
  get isBsd(): boolean {
    return this.#scanner.isBsd;
  }

  /** Index into LEVELS of the level that is part of the last stamp; 0 for none. */
  get level(): number {
    return this.#scanner.level;
  }

  /** End of `<34>` or `<34>1 `, as syslog sends it; 0 without. */
  priorityEnd(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] !== LESS) return 0;
    const digits = digitsEnd(bytes, at + 1, end);
    if (digits === at + 1 || digits > at + 4 || bytes[digits] !== GREATER) return 0;
    const version = digitsEnd(bytes, digits + 1, end);
    return skipSpaces(bytes, version === digits + 2 && bytes[version] === SPACE_BYTE ? version : digits + 1, end);
  }

  /** End of the first full time stamp within the first columns, or -1. */
  first(bytes: Uint8Array, at: number, end: number): number {
    const counted = this.#afterCounts(bytes, at, end);
    if (counted > at && this.endAt(bytes, counted, end) > 0 && this.kind === FULL_TIME) at = counted;
    let plainWords = 0;
    for (let column = 0; column < MAX_COLUMNS_BEFORE_TIME && at < end; column++) {
      const stop = this.endAt(bytes, at, end);
      if (stop > 0 && (this.kind === FULL_TIME || column === 0)) {
        // A lone date or time counts only where a line begins, and not where it is the message's first word.
        const isEpoch = digitsEnd(bytes, at, end) >= at + 10;
        return plainWords <= 1 || plainWords === MAX_PLAIN_WORDS || column === 0 || isEpoch || isAccessStamp(bytes, at)
          ? stop
          : -1;
      }
      const columnStop = stop > 0 ? stop : bracketOrColumnEnd(bytes, at, end);
      if (stop < 0) {
        const last = bytes[columnStop - 1];
        // Ruby's logger begins with a level's letter and a comma.
        if (last === COLON || (last === COMMA && columnStop > at + 2)) return -1;
        if (isPlainWord(bytes, at, columnStop)) {
          if (column === 0) plainWords += MAX_PLAIN_WORDS - 1;
          if (++plainWords > MAX_PLAIN_WORDS && !isAccessStamp(bytes, skipSpaces(bytes, columnStop, end))) return -1;
        }
      }
      at = skipSpaces(bytes, columnStop, end);
    }
    return -1;
  }

  /** As {@linkcode endAt}, after what routers write before a stamp: counts of messages, and `*` or `.` where the clock is not set. */
  endAfterCounts(bytes: Uint8Array, at: number, end: number): number {
    return this.endAt(bytes, this.#afterCounts(bytes, at, end), end);
  }

  /** `001234: *Nov 27 …`, and `####<Nov 27, 2026 …` as WebLogic's records begin. */
  #afterCounts(bytes: Uint8Array, at: number, end: number): number {
    for (let count = 0; count < MAX_COUNTS; count++) {
      const stop = digitsEnd(bytes, at, end);
      if (stop === at || bytes[stop] !== COLON || bytes[stop + 1] !== SPACE_BYTE) break;
      at = skipSpaces(bytes, stop + 1, end);
    }
    if (bytes[at] === HASH && bytes[at + MARK_LENGTH] === LESS) return at + MARK_LENGTH;
    const isMarked = bytes[at] === STAR || bytes[at] === DOT;
    return isMarked && CLASS[bytes[at + 1]] & UPPER ? at + 1 : at;
  }

  /** End of a stamp at `at`, also of one in brackets, punctuation after it included; -1 and NO_TIME without. */
  endAt(bytes: Uint8Array, at: number, end: number): number {
    const first = bytes[at];
    const isOpen = first === OPEN_BRACKET || first === OPEN_PAREN || first === QUOTE || first === LESS;
    const inner = isOpen ? skipSpaces(bytes, at + 1, end) : at;
    const from = first === OPEN_BRACKET ? this.#afterLevel(bytes, inner, end) : inner;
    if (isOpen && isUptime(bytes, from, end)) {
      this.start = -1;
      this.#scanner.kind = FULL_TIME;
      return bracketEnd(bytes, at, Math.min(end, at + 40));
    }
    if (from === inner) this.levelBeside = 0;
    this.start = from;
    const stop = this.#scanner.scan(bytes, from, end);
    this.end = stop;
    if (stop < 0) return -1;
    const stampEnd = isOpen ? bracketEnd(bytes, at, Math.min(end, at + 80)) : columnStopAfter(bytes, stop, end);
    if (stampEnd > 0) {
      if (isOpen && from === inner) this.levelBeside = levelAfter(bytes, stop, stampEnd);
      return stampEnd;
    }
    this.#scanner.kind = NO_TIME;
    return -1;
  }

  /** Where a stamp may begin after a level in its bracket: `[I 2025-02-03 04:05:06 App]`; `at` without a level. */
  #afterLevel(bytes: Uint8Array, at: number, end: number): number {
    if (!(CLASS[bytes[at]] & LETTER)) return at;
    let stop = at;
    while (stop < end && stop < at + LONGEST_LEVEL && CLASS[bytes[stop]] & LETTER) stop++;
    const next = skipSpaces(bytes, stop, end);
    if (next === stop || !(CLASS[bytes[next]] & DIGIT)) return at;
    this.levelBeside = levelOfBytes(bytes, at, stop);
    return this.levelBeside > 0 ? next : at;
  }
}

/** Level after a stamp in its bracket, `[2025-02-03 04:05:06,123: ERROR/Worker-1]`, as an index into LEVELS; 0 without. */
function levelAfter(bytes: Uint8Array, at: number, end: number): number {
  const start = skipSpaces(bytes, bytes[at] === COLON || bytes[at] === COMMA ? at + 1 : at, end);
  let stop = start;
  while (stop < end && stop < start + LONGEST_LEVEL && CLASS[bytes[stop]] & LETTER) stop++;
  return levelOfBytes(bytes, start, stop);
}

/** End of a column, or of a bracketed part that may hold spaces. */
export function bracketOrColumnEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === OPEN_BRACKET) {
    const stop = bracketEnd(bytes, at, Math.min(end, at + MAX_BRACKETED));
    if (stop > 0) return stop;
  }
  return columnEnd(bytes, at, end);
}

/** End of a stamp's column, its punctuation included; -1 where the column goes on. */
function columnStopAfter(bytes: Uint8Array, stop: number, end: number): number {
  const next = stop < end ? bytes[stop] : SPACE_BYTE;
  if (next === COMMA || next === SEMICOLON || next === COLON) return stop + 1;
  return (CLASS[next] & SPACE) !== 0 || next === PIPE || next === CLOSE_BRACKET ? stop : -1;
}

/** `[10/Oct/2000:…` of a web server's access log, which a host's and a user's name may stand before. */
function isAccessStamp(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === OPEN_BRACKET && bytes[at + 3] === SLASH && bytes[at + 7] === SLASH;
}

/** Seconds since boot, `12.345678` or `12.345`, as the kernel and X11 print them in brackets; ten digits are seconds since the epoch. */
function isUptime(bytes: Uint8Array, at: number, end: number): boolean {
  const seconds = digitsEnd(bytes, at, end);
  if (seconds === at || seconds >= at + 10 || bytes[seconds] !== DOT) return false;
  const fraction = digitsEnd(bytes, seconds + 1, end);
  return FRACTIONS.includes(fraction - seconds) && bytes[fraction] === CLOSE_BRACKET;
}
