import { BYTE } from "../../bytes.ts";
import { escapeEnd } from "../../escape_sequences.ts";
import { bytesOf, CLASS, DIGIT, HEX, LETTER, SPACE, UPPER } from "../byte_classes.ts";
import { isWeekdayAt, monthAt } from "./calendar_names.ts";
import { isZoneName } from "./zones.ts";
import { levelOfBytes } from "./levels.ts";

const { COLON, COMMA, DASH, DIGIT_0, DIGIT_1, DIGIT_2, DIGIT_6, DIGIT_9, DOT, ESCAPE, PLUS, SLASH, UNDERSCORE } = BYTE;
const { UPPER_A, UPPER_C, UPPER_E, UPPER_F, UPPER_I, UPPER_M, UPPER_P, UPPER_T, UPPER_W, UPPER_Z } = BYTE;

/** How much of a point in time a stamp names; 0 is none at all. */
export const NO_TIME = 0, DATE_ONLY = 1, TIME_ONLY = 2, FULL_TIME = 3;

const MAX_GROUPS = 9;
/** By byte, 1 for those that part groups of digits. */
const JOINS = bytesOf("-./:,T_");
/** Digits of a date or a time that nothing parts, and of the shortest count of seconds. */
const JOINED_DIGITS = 6, SHORTEST_EPOCH = 10;

/**
 * Recognises a time stamp at a position of a line: ISO 8601 and its relatives (`2017-05-16 00:00:00.008`,
 * `2005-06-03-15.42.50.675872`, `20171223-22:15:29:606`, `17/06/09 20:10:40`), BSD and `date` forms with names of
 * months (`Jun 14 15:16:01`, `Sun Dec 04 04:47:44 2005`, `10/Oct/2000:13:55:36 -0700`), seconds since the epoch with
 * or without a fraction, milliseconds since the epoch, `YYMMDD HHMMSS`, `20260302T101112Z`, and klog's `I0601 12:00:00.1`.
 * Looks at no more than about 64 bytes.
 */
export class TimestampScanner {
  /** One of {@linkcode NO_TIME} and so on, for the last call of {@linkcode scan}. */
  kind: number = NO_TIME;
  /** Whether the last stamp was of BSD syslog's form, which a host name follows. */
  isBsd = false;
  /** Index into LEVELS of the level that is part of the last stamp, as klog writes it; 0 for none. */
  level = 0;

  readonly #lengths = new Uint8Array(MAX_GROUPS);
  readonly #starts = new Uint32Array(MAX_GROUPS);
  readonly #separators = new Uint8Array(MAX_GROUPS);
  #groups = 0;
  #end = 0;
  #next = 0;

  /** End of the stamp that starts at `at`, or -1 with {@linkcode kind} {@linkcode NO_TIME}. */
  scan(bytes: Uint8Array, at: number, end: number): number {
    this.kind = NO_TIME;
    this.isBsd = false;
    this.level = 0;
    if (at >= end) return -1;
    const first = CLASS[bytes[at]];
    if (first & DIGIT) return this.#numeric(bytes, at, end);
    if (first & UPPER) return this.#named(bytes, at, end);
    return -1;
  }

  #numeric(bytes: Uint8Array, at: number, end: number): number {
    if (isNumberAlone(bytes, at, end)) return -1;
    const sixes = this.#sixDigits(bytes, at, end);
    if (sixes > 0) return sixes;
    this.#split(bytes, at, end);
    const date = this.#date(bytes), next = this.#next;
    if (date === NO_TIME) {
      if (this.#isTimeAt(bytes, 0)) {
        this.kind = TIME_ONLY;
        return isHalfOfDay(bytes, this.#end) ? this.#end + 2 : this.#zone(bytes, this.#end, end);
      }
      if (this.#isEpoch(bytes, at)) {
        this.kind = FULL_TIME;
        return this.#end;
      }
      return this.#dayAndMonthName(bytes, at, end);
    }
    if (next < this.#groups && (this.#isTimeAt(bytes, next, 1) || this.#isDottedTimeAt(bytes, next))) {
      this.kind = FULL_TIME;
      return this.#zone(bytes, this.#end, end);
    }
    if (next < this.#groups) return this.#joinedAfterDate(bytes, next, end);
    const dateEnd = this.#end;
    const timeStart = skipSpaces(bytes, bytes[dateEnd] === COMMA ? dateEnd + 1 : dateEnd, end);
    if (timeStart > dateEnd && timeStart < end && (CLASS[bytes[timeStart]] & DIGIT)) {
      this.#split(bytes, timeStart, end);
      if (this.#isTimeAt(bytes, 0, 1)) {
        this.kind = FULL_TIME;
        return this.#zone(bytes, this.#end, end);
      }
    }
    if (date === TIME_ONLY) return -1;
    this.kind = DATE_ONLY;
    return dateEnd;
  }

  #named(bytes: Uint8Array, at: number, end: number): number {
    const date = klogDateEnd(bytes, at, end);
    if (date > 0) {
      const time = skipSpaces(bytes, date, end);
      this.#split(bytes, time, end);
      if (!this.#isTimeAt(bytes, 0)) return -1;
      this.kind = FULL_TIME;
      this.level = levelOfBytes(bytes, at, at + 1);
      return this.#end;
    }
    let cursor = at;
    const isWeekday = isWeekdayAt(bytes, at, end);
    if (isWeekday) {
      cursor = at + 3;
      while (cursor < end && CLASS[bytes[cursor]] & LETTER) cursor++;
      cursor = skipSpaces(bytes, bytes[cursor] === COMMA ? cursor + 1 : cursor, end);
    }
    if (monthAt(bytes, cursor, end) > 0) return this.#monthFirst(bytes, cursor, end, !isWeekday);
    if (!isWeekday || cursor >= end || !(CLASS[bytes[cursor]] & DIGIT)) return -1;
    return this.#dayAndMonthName(bytes, cursor, end);
  }

  #monthFirst(bytes: Uint8Array, at: number, end: number, isBare: boolean): number {
    let cursor = skipSpaces(bytes, at + 3, end);
    const day = digitsEnd(bytes, cursor, end);
    if (day === cursor || day - cursor > 2) return -1;
    cursor = skipSpaces(bytes, bytes[day] === COMMA ? day + 1 : day, end);
    const year = digitsEnd(bytes, cursor, end);
    const hasYear = year - cursor === 4 && bytes[year] !== COLON;
    if (hasYear) cursor = skipSpaces(bytes, bytes[year] === COMMA ? year + 1 : year, end);
    if (cursor >= end) return -1;
    this.#split(bytes, cursor, end);
    if (!this.#isTimeAt(bytes, 0)) return -1;
    this.kind = FULL_TIME;
    this.isBsd = isBare && !hasYear;
    const timeEnd = this.#zone(bytes, this.#end, end);
    const trailing = skipSpaces(bytes, timeEnd, end);
    const trailingEnd = digitsEnd(bytes, trailing, end);
    const isYear = trailing > timeEnd && trailingEnd - trailing === 4 &&
      (bytes[trailing] === DIGIT_1 || bytes[trailing] === DIGIT_2);
    if (!isYear || isLetterOrDigit(bytes, trailingEnd, end)) return timeEnd;
    this.isBsd = false;
    return trailingEnd;
  }

  /** `10/Oct/2000:13:55:36 -0700`, `16 May 2017 00:00:00`, `16-May-2017 00:00:00.123`. */
  #dayAndMonthName(bytes: Uint8Array, at: number, end: number): number {
    const day = digitsEnd(bytes, at, end);
    if (day === at || day - at > 2) return -1;
    const isJoined = bytes[day] === SLASH || bytes[day] === DASH;
    const month = isJoined ? day + 1 : skipSpaces(bytes, day, end);
    if (monthAt(bytes, month, end) === 0) return -1;
    let cursor = month + 3;
    if (isJoined && bytes[cursor] !== bytes[day]) return -1;
    cursor = isJoined ? cursor + 1 : skipSpaces(bytes, cursor, end);
    const year = digitsEnd(bytes, cursor, end);
    if (year - cursor === 4 && !(CLASS[bytes[year]] & LETTER)) {
      cursor = bytes[year] === COLON ? year + 1 : skipSpaces(bytes, year, end);
    }
    if (cursor >= end) return -1;
    this.#split(bytes, cursor, end);
    if (!this.#isTimeAt(bytes, 0)) return -1;
    this.kind = FULL_TIME;
    return this.#zone(bytes, this.#end, end);
  }

  /** `081109 203518`, plausible as year, month, day, hour, minute, second; `081109 20:35:18` as MySQL wrote it. */
  #sixDigits(bytes: Uint8Array, at: number, end: number): number {
    if (digitsEnd(bytes, at, end) !== at + 6) return -1;
    const month = pair(bytes, at + 2), day = pair(bytes, at + 4);
    if (month < 1 || month > 12 || day < 1 || day > 31) return -1;
    const time = skipSpaces(bytes, at + 6, end);
    const stop = time === at + 6 ? -1 : this.#joinedTime(bytes, time, end);
    if (stop > 0) return stop;
    this.#split(bytes, time, end);
    if (time === at + 6 || this.#groups < 3 || !this.#isTimeAt(bytes, 0, 1)) return -1;
    this.kind = FULL_TIME;
    return this.#end;
  }

  /** `203518`, plausible as hour, minute, second. */
  #joinedTime(bytes: Uint8Array, at: number, end: number): number {
    if (digitsEnd(bytes, at, end) !== at + 6) return -1;
    if (pair(bytes, at) > 23 || pair(bytes, at + 2) > 59 || pair(bytes, at + 4) > 60) return -1;
    this.kind = FULL_TIME;
    return at + 6;
  }

  /** `20260302T101112Z`, `2026-03-02T101112.5`. */
  #joinedAfterDate(bytes: Uint8Array, group: number, end: number): number {
    if (group >= this.#groups || this.#separators[group - 1] !== UPPER_T) return -1;
    const stop = this.#joinedTime(bytes, this.#starts[group], end);
    const hasFraction = bytes[stop] === DOT && digitsEnd(bytes, stop + 1, end) > stop + 1;
    return stop < 0 ? -1 : this.#zone(bytes, hasFraction ? digitsEnd(bytes, stop + 1, end) : stop, end);
  }

  /** Splits a run such as `2017-05-16T00:00:00.008` into groups of digits and the separators after them. */
  #split(bytes: Uint8Array, at: number, end: number): void {
    let i = at;
    this.#groups = 0;
    while (i < end && this.#groups < MAX_GROUPS) {
      const stop = digitsEnd(bytes, i, Math.min(end, i + 20));
      if (stop === i) break;
      this.#starts[this.#groups] = i;
      this.#lengths[this.#groups] = stop - i;
      this.#end = stop;
      const separator = stop < end ? bytes[stop] : 0;
      this.#separators[this.#groups++] = separator;
      if (JOINS[separator] !== 1) break;
      i = stop + 1;
    }
  }

  /** Recognises a date in the first groups: sets which group comes next, and returns what stands before it. */
  #date(bytes: Uint8Array): number {
    const lengths = this.#lengths;
    const a = lengths[0], b = lengths[1], c = lengths[2];
    const s = this.#separators[0];
    this.#next = 0;
    if (this.#groups < 2 || (s !== DASH && s !== SLASH && s !== DOT && s !== UPPER_T && s !== UNDERSCORE)) {
      return NO_TIME;
    }
    if (this.#groups >= 3 && s === this.#separators[1] && s < DIGIT_0) {
      this.#next = 3;
      const isYearFirst = a === 4 && b <= 2 && c <= 2 && isCentury(bytes, this.#starts[0]);
      const isYearLast = a <= 2 && b <= 2 && c === 4 && isCentury(bytes, this.#starts[2]);
      if (isYearFirst || isYearLast) return DATE_ONLY;
      if (a === 2 && b === 2 && c === 2 && s !== DOT) return TIME_ONLY;
    }
    this.#next = 1;
    if (a === 8 && isCentury(bytes, this.#starts[0]) && s !== DOT && s !== SLASH) return TIME_ONLY;
    this.#next = 2;
    return a === 2 && b === 2 && s < DIGIT_0 ? TIME_ONLY : NO_TIME;
  }

  /** Whether hours and minutes, and perhaps seconds, begin at a group; after a date they may have one digit (`8:0:1`). */
  #isTimeAt(bytes: Uint8Array, group: number, leastDigits = 2): boolean {
    if (group + 1 >= this.#groups || this.#separators[group] !== COLON) return false;
    if (this.#lengths[group] > 2 || !this.#isSixtieth(bytes, group + 1, leastDigits)) return false;
    // A port or a ratio such as 10:50010 is not a time, and neither is the first part of an address.
    if (this.#separators[group + 1] !== COLON) return true;
    return group + 2 < this.#groups && this.#isSixtieth(bytes, group + 2, leastDigits);
  }

  /** Minutes or seconds; a leap second is one too. */
  #isSixtieth(bytes: Uint8Array, group: number, leastDigits: number): boolean {
    const length = this.#lengths[group], first = bytes[this.#starts[group]];
    return length <= 2 && length >= leastDigits && (length === 1 || first <= DIGIT_6);
  }

  #isDottedTimeAt(bytes: Uint8Array, group: number): boolean {
    return group + 2 < this.#groups && this.#separators[group] === DOT && this.#separators[group + 1] === DOT &&
      this.#lengths[group] === 2 && this.#lengths[group + 1] === 2 && this.#lengths[group + 2] === 2 &&
      bytes[this.#starts[group + 1]] < DIGIT_6;
  }

  #isEpoch(bytes: Uint8Array, at: number): boolean {
    const length = this.#lengths[0];
    if (length !== 10 && length !== 13 && length !== 16 && length !== 19) return false;
    const hasFraction = this.#groups === 2 && this.#separators[0] === DOT;
    if (this.#groups > 1 && !hasFraction) return false;
    // Years 2001 to 2033.
    return bytes[at] === DIGIT_1;
  }

  #zone(bytes: Uint8Array, at: number, end: number): number {
    if (at < end && bytes[at] === UPPER_Z && !isLetterOrDigit(bytes, at + 1, end)) return at + 1;
    const start = skipSpaces(bytes, at, end);
    if (start >= end) return at;
    const sign = bytes[start];
    if (sign === PLUS || sign === DASH) {
      let stop = start + 1;
      while (stop < end && stop < start + 7 && (CLASS[bytes[stop]] & DIGIT || bytes[stop] === COLON)) stop++;
      return stop - start >= 3 && !isLetterOrDigit(bytes, stop, end) ? stop : at;
    }
    if (start === at) return at;
    let stop = start;
    while (stop < end && stop < start + 5 && bytes[stop] >= UPPER_A && bytes[stop] <= UPPER_Z) stop++;
    const length = stop - start;
    if (isLetterOrDigit(bytes, stop, end)) return at;
    const isZone = (length >= 3 && length <= 4 && (bytes[stop - 1] === UPPER_T || bytes[stop - 1] === UPPER_C) &&
      isZoneName(bytes, start, stop)) ||
      (length === 2 && bytes[start + 1] === UPPER_M && (bytes[start] === UPPER_A || bytes[start] === UPPER_P));
    return isZone ? stop : at;
  }
}

/** Whether what begins with the digits at `at` is no stamp, as most numbers are: no part of one follows, and they are no whole one. */
function isNumberAlone(bytes: Uint8Array, at: number, end: number): boolean {
  const stop = digitsEnd(bytes, at, end), length = stop - at;
  const next = stop < end ? bytes[stop] : 0;
  if (JOINS[next] === 1 || length === JOINED_DIGITS || length >= SHORTEST_EPOCH) return false;
  return length > 2 || (CLASS[next] & (SPACE | UPPER)) === 0;
}

/** First position from `at` on that holds no white space and none of a terminal's colours. */
export function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && CLASS[bytes[at]] & SPACE) at = bytes[at] === ESCAPE ? escapeEnd(bytes, at, end) : at + 1;
  return at;
}

/** End of the run of digits at `at`. */
export function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && CLASS[bytes[at]] & DIGIT) at++;
  return at;
}

function isLetterOrDigit(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && (CLASS[bytes[at]] & (LETTER | DIGIT | HEX)) !== 0;
}

/** Whether `AM` or `PM` is at `at`, glued to a time: `6:11AM`. */
function isHalfOfDay(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] === UPPER_A || bytes[at] === UPPER_P) && bytes[at + 1] === UPPER_M &&
    (CLASS[bytes[at + 2]] & SPACE) !== 0;
}

function pair(bytes: Uint8Array, at: number): number {
  return (bytes[at] - DIGIT_0) * 10 + bytes[at + 1] - DIGIT_0;
}

function isCentury(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] === DIGIT_2 && bytes[at + 1] === DIGIT_0) || (bytes[at] === DIGIT_1 && bytes[at + 1] === DIGIT_9);
}

/** End of klog's and glog's mark, a level's letter, month and day in four digits, in eight with the year; 0 without. */
function klogDateEnd(bytes: Uint8Array, at: number, end: number): number {
  const letter = bytes[at];
  const isLevel = letter === UPPER_I || letter === UPPER_W || letter === UPPER_E || letter === UPPER_F;
  const stop = isLevel ? digitsEnd(bytes, at + 1, end) : 0;
  const isDate = stop === at + 5 || (stop === at + 9 && isCentury(bytes, at + 1));
  return isDate && stop + 1 < end && (CLASS[bytes[stop]] & SPACE) !== 0 ? stop : 0;
}
