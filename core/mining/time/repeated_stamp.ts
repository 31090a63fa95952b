import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER } from "../byte_classes.ts";
import { isFractionMark } from "./stamp_decoder.ts";

const { DASH, DIGIT_0, PLUS, SPACE_BYTE } = BYTE;

const LONGEST_STAMP = 80;

/** A stamp that was read: where its seconds stand, whether they are of the epoch, and its time. */
export interface ReadStamp {
  readonly start: number;
  readonly end: number;
  readonly secondsAt: number;
  readonly isEpoch: boolean;
  readonly ms: number;
}

/**
 * Reads a stamp that differs from the one before in its seconds and their fraction alone: a comparison of bytes and no more. All
 * that was hard to find out about the format is in the remembered time, so a source pays for that once a minute.
 */
export class RepeatedStamp {
  /** Time of the last stamp that matched. */
  ms = 0;

  readonly #head = new Uint8Array(LONGEST_STAMP);
  readonly #tail = new Uint8Array(LONGEST_STAMP);
  #headLength = 0;
  #tailLength = 0;
  /** Digits of a fraction that follows the seconds without a mark, as in milliseconds since the epoch. */
  #joinedDigits = 0;
  #highestTens = 5;
  #minuteMs = 0;

  /** Remembers a stamp; one without seconds is forgotten, and then nothing matches. */
  remember(bytes: Uint8Array, { start, end, secondsAt, isEpoch, ms }: ReadStamp): void {
    const from = startOf(bytes, start);
    this.#headLength = 0;
    if (secondsAt <= from || end - from > LONGEST_STAMP) return;
    this.#head.set(bytes.subarray(from, secondsAt));
    this.#headLength = secondsAt - from;
    this.#highestTens = isEpoch ? 9 : 5;
    const afterSeconds = secondsAt + 2;
    const digits = digitsAt(bytes, afterSeconds, end);
    this.#joinedDigits = digits;
    const hasMark = digits === 0 && afterSeconds < end && isFractionMark(bytes[afterSeconds]);
    const fraction = hasMark ? digitsAt(bytes, afterSeconds + 1, end) : 0;
    const tailAt = afterSeconds + digits + (fraction > 0 ? fraction + 1 : 0);
    this.#tail.set(bytes.subarray(tailAt, end));
    this.#tailLength = end - tailAt;
    const seconds = (bytes[secondsAt] - DIGIT_0) * 10 + bytes[secondsAt + 1] - DIGIT_0;
    const fractionMs = millis(bytes, afterSeconds + (fraction > 0 ? 1 : 0), digits || fraction);
    this.#minuteMs = ms - seconds * 1000 - fractionMs;
  }

  /** Whether the bytes at `at` are the remembered stamp with other seconds; then `ms` is their time. */
  matches(bytes: Uint8Array, at: number, end: number): boolean {
    const length = this.#headLength, head = this.#head;
    let cursor = at + length;
    if (length === 0 || cursor + 2 > end) return false;
    for (let i = 0; i < length; i++) if (bytes[at + i] !== head[i]) return false;
    const tens = bytes[cursor] - DIGIT_0, ones = bytes[cursor + 1] - DIGIT_0;
    if (tens < 0 || tens > this.#highestTens || ones < 0 || ones > 9) return false;
    cursor += 2;
    let digits = digitsAt(bytes, cursor, end);
    if (digits !== this.#joinedDigits) return false;
    if (digits === 0 && cursor < end && isFractionMark(bytes[cursor])) {
      digits = digitsAt(bytes, cursor + 1, end);
      if (digits > 0) cursor++;
    }
    this.ms = this.#minuteMs + (tens * 10 + ones) * 1000 + millis(bytes, cursor, digits);
    return this.#endsAlike(bytes, cursor + digits, end);
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
