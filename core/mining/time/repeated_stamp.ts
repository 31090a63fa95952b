import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER } from "../byte_classes.ts";
import { isFractionMark } from "./stamp_decoder.ts";

const { DASH, DIGIT_0, PLUS, SPACE_BYTE } = BYTE;

const LONGEST_STAMP = 80;
/** `10:11:12`. */
const LONGEST_CLOCK = 8;

/** A stamp that was read: where its time of the day begins and its seconds stand, whether they are of the epoch, and its time. */
export interface ReadStamp {
  readonly start: number;
  readonly end: number;
  readonly clockAt: number;
  readonly secondsAt: number;
  readonly isEpoch: boolean;
  readonly ms: number;
}

/** What two digits may come to in hours, minutes and seconds, and in a number of seconds. */
const OF_DAY: readonly number[] = [24, 60, 60], OF_EPOCH: readonly number[] = [100, 100, 100];

/**
 * Reads a stamp that differs from the one before in its time of the day alone: a comparison of bytes and six digits. All that was hard to find
 * out about the format is in the remembered day, so a source pays for that once a day.
 */
export class RepeatedStamp {
  /** Time of the last stamp that matched. */
  ms = 0;

  readonly #head = new Uint8Array(LONGEST_STAMP);
  readonly #tail = new Uint8Array(LONGEST_STAMP);
  #headLength = 0;
  #tailLength = 0;
  /** Pairs of digits after the head, and the byte between them; 0 for none. */
  #pairs = 0;
  #separator = 0;
  #limits = OF_DAY;
  /** Digits of a fraction that follows the seconds without a mark, as in milliseconds since the epoch. */
  #joinedDigits = 0;
  /** Time of a stamp with zeros for digits. */
  #zeroMs = 0;
  #seconds = 0;
  /** The time of the day of the last stamp that matched, where it has no fraction: the next line's is the same one as a rule. */
  readonly #clock = new Uint8Array(LONGEST_CLOCK);
  #clockLength = 0;

  /** Remembers a stamp; one without seconds is forgotten, and then nothing matches. */
  remember(bytes: Uint8Array, { start, end, clockAt, secondsAt, isEpoch, ms }: ReadStamp): void {
    const from = startOf(bytes, start);
    this.#headLength = 0;
    this.#clockLength = 0;
    if (clockAt <= from || end - from > LONGEST_STAMP) return;
    copy(bytes, from, clockAt, this.#head);
    this.#limits = isEpoch ? OF_EPOCH : OF_DAY;
    this.#separator = (secondsAt - clockAt) % 3 === 0 ? bytes[secondsAt - 1] : 0;
    this.#pairs = (secondsAt - clockAt) / this.#pairBytes + 1;
    const afterSeconds = secondsAt + 2;
    const digits = digitsAt(bytes, afterSeconds, end);
    this.#joinedDigits = digits;
    const hasMark = digits === 0 && afterSeconds < end && isFractionMark(bytes[afterSeconds]);
    const fraction = hasMark ? digitsAt(bytes, afterSeconds + 1, end) : 0;
    const tailAt = afterSeconds + digits + (fraction > 0 ? fraction + 1 : 0);
    copy(bytes, tailAt, end, this.#tail);
    this.#tailLength = end - tailAt;
    if (!this.#readClock(bytes, clockAt)) return;
    this.#headLength = clockAt - from;
    this.#zeroMs = ms - this.#seconds * 1000 - millis(bytes, afterSeconds + (fraction > 0 ? 1 : 0), digits || fraction);
  }

  /** Whether the bytes at `at` are the remembered stamp with another time of the day; then `ms` is their time. */
  matches(bytes: Uint8Array, at: number, end: number): boolean {
    const length = this.#headLength, head = this.#head, clockAt = at + length;
    let cursor = clockAt + (this.#pairs - 1) * this.#pairBytes + 2;
    if (length === 0 || cursor > end) return false;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== head[i]) return false;
    if (!this.#readClock(bytes, clockAt)) return false;
    let digits = digitsAt(bytes, cursor, end);
    if (digits !== this.#joinedDigits) return false;
    if (digits === 0 && cursor < end && isFractionMark(bytes[cursor])) {
      digits = digitsAt(bytes, cursor + 1, end);
      if (digits > 0) cursor++;
    }
    this.ms = this.#zeroMs + this.#seconds * 1000 + millis(bytes, cursor, digits);
    if (!this.#endsAlike(bytes, cursor + digits, end)) return false;
    this.#clockLength = digits === 0 ? cursor - clockAt : 0;
    copy(bytes, clockAt, clockAt + this.#clockLength, this.#clock);
    return true;
  }

  /** Whether the bytes at `at` are the very stamp that matched last, with the same time of the day; not for one with a fraction. */
  isSame(bytes: Uint8Array, at: number, end: number): boolean {
    const clock = this.#clock, head = this.#head;
    const clockAt = at + this.#headLength, stop = clockAt + this.#clockLength;
    if (stop === clockAt || stop > end) return false;
    for (let i = stop - clockAt - 1; i >= 0; i--) if (bytes[clockAt + i] !== clock[i]) return false;
    for (let i = clockAt - at - 1; i >= 0; i--) if (bytes[at + i] !== head[i]) return false;
    return !(stop < end && isFractionMark(bytes[stop])) && this.#endsAlike(bytes, stop, end);
  }

  get #pairBytes(): number {
    return this.#separator === 0 ? 2 : 3;
  }

  /** Whether there are pairs of digits at `at`, none of them too high; what they come to stands in `#seconds`. */
  #readClock(bytes: Uint8Array, at: number): boolean {
    const limits = this.#limits, separator = this.#separator, base = limits[2];
    let seconds = 0;
    for (let pair = 3 - this.#pairs; pair < 3; pair++) {
      const tens = bytes[at] - DIGIT_0, ones = bytes[at + 1] - DIGIT_0;
      const value = tens * 10 + ones;
      if (tens < 0 || tens > 9 || ones < 0 || ones > 9 || value >= limits[pair]) return false;
      if (separator !== 0 && pair < 2 && bytes[at + 2] !== separator) return false;
      seconds = seconds * base + value;
      at += separator === 0 ? 2 : 3;
    }
    this.#seconds = seconds;
    return true;
  }

  /** Whether what follows the fraction is as before: a zone, a year, and no zone where there was none. */
  #endsAlike(bytes: Uint8Array, at: number, end: number): boolean {
    const length = this.#tailLength, tail = this.#tail;
    if (at + length > end) return false;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== tail[i]) return false;
    let next = at + length;
    if (next >= end) return true;
    if (bytes[next] === SPACE_BYTE) next++;
    else if (CLASS[bytes[next]] & (LETTER | DIGIT)) return false;
    const isZone = (bytes[next] === PLUS || bytes[next] === DASH) && digitsAt(bytes, next + 1, end) > 0;
    return !isZone || length > 0;
  }
}

/** Where the part of a stamp begins that stays the same: after klog's letter, which is a level. */
export function startOf(bytes: Uint8Array, start: number): number {
  return CLASS[bytes[start]] & LETTER && CLASS[bytes[start + 1]] & DIGIT ? start + 1 : start;
}

function copy(bytes: Uint8Array, from: number, to: number, into: Uint8Array): void {
  for (let i = from; i < to; i++) into[i - from] = bytes[i];
}

function digitsAt(bytes: Uint8Array, at: number, end: number): number {
  let stop = at;
  while (stop < end && CLASS[bytes[stop]] & DIGIT) stop++;
  return stop - at;
}

function millis(bytes: Uint8Array, at: number, digits: number): number {
  if (digits === 0) return 0;
  const hundreds = (bytes[at] - DIGIT_0) * 100;
  const tens = digits > 1 ? (bytes[at + 1] - DIGIT_0) * 10 : 0;
  return hundreds + tens + (digits > 2 ? bytes[at + 2] - DIGIT_0 : 0);
}
