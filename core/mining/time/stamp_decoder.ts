import { BYTE } from "../../bytes.ts";
import { CLASS, DIGIT, LETTER, SPACE } from "../byte_classes.ts";
import { monthAt } from "../header/calendar_names.ts";
import { skipSpaces } from "../header/timestamp.ts";
import { namedZone } from "../header/zones.ts";

const { COLON, COMMA, DASH, DIGIT_0, DOT, PLUS, SLASH, UNDERSCORE, UPPER_M, UPPER_P, UPPER_T, UPPER_Z } = BYTE;

/** How a stamp writes its date: as seconds since the epoch, in a known order, or as two or three numbers in an order to be found. */
export type DateForm = "epoch" | "dated" | "triple" | "pair";

const MAX_DIGITS = 19;

/**
 * Reads the numbers of a time stamp that {@linkcode TimestampScanner} has recognised. One object is used again and again: what
 * {@linkcode decode} finds stands in its fields.
 */
export class StampDecoder {
  form: DateForm = "dated";
  /** The numbers of the date: year, month, day where `form` is "dated", -1 for a year that is not written; else in their order. */
  first = 0;
  second = 0;
  third = 0;
  /** Byte between the numbers of a date; 0 for none. */
  separator = 0;
  /** Milliseconds since midnight, or since the epoch where `form` is "epoch". */
  timeMs = 0;
  /** Minutes east of Greenwich, where `hasZone`. */
  zoneMinutes = 0;
  hasZone = false;
  /** Where the two digits of the seconds stand, -1 where there are none, and where the stamp ends. */
  secondsAt = -1;
  end = 0;
  /**
   * Where the digits begin that say the time of the day: two of hours, minutes and seconds each. Of seconds since the epoch the last six; the
   * seconds alone where hours are of half a day or have one digit. Of use where there are seconds.
   */
  clockAt = -1;

  #bytes: Uint8Array = new Uint8Array();
  #at = 0;
  #digits = 0;

  /** Reads the stamp `[start, end)`; false when it names no point in time: a month 13, an hour 25. */
  decode(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#at = start;
    this.end = end;
    this.form = "dated";
    this.separator = 0;
    this.hasZone = false;
    this.secondsAt = -1;
    this.clockAt = -1;
    return this.#skipWeekday() && (this.#month() ? this.#afterMonth() : this.#numeric()) && this.#zone();
  }

  /** Passes over a weekday's name, or klog's letter, which four digits follow. */
  #skipWeekday(): boolean {
    const bytes = this.#bytes;
    if (CLASS[bytes[this.#at]] & DIGIT || monthAt(this.#bytes, this.#at, this.end) > 0) return true;
    while (this.#at < this.end && CLASS[bytes[this.#at]] & LETTER) this.#at++;
    this.#skip(COMMA);
    return this.#at < this.end;
  }

  #month(): boolean {
    this.second = monthAt(this.#bytes, this.#at, this.end);
    if (this.second > 0) this.#at += 3;
    return this.second > 0;
  }

  /** `Jun 14 15:16:01`, `Jun 14, 2005 15:16:01`; a year may also follow the time. */
  #afterMonth(): boolean {
    this.#skip();
    this.third = this.#number();
    this.first = -1;
    this.#skip(COMMA);
    const dayEnd = this.#at;
    const year = this.#number();
    if (this.#digits === 4 && this.#bytes[this.#at] !== COLON) this.first = year;
    else this.#at = dayEnd;
    this.#skip(COMMA);
    return this.#time();
  }

  #numeric(): boolean {
    const number = this.#number();
    switch (this.#digits) {
      case 6:
        return this.#sixDigits(number);
      case 8:
        this.#date(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100);
        return this.#dateTime();
      case 10:
      case 13:
      case 16:
      case 19:
        return this.#epoch();
    }
    const isKlog = this.#digits === 4 && CLASS[this.#bytes[this.#at]] & SPACE;
    if (isKlog) {
      this.#date(-1, Math.floor(number / 100), number % 100);
      return this.#dateTime();
    }
    return this.#separated(number);
  }

  /** `2017-05-16`, `17/06/09`, `03-17`, `10/Oct/2000`. */
  #separated(number: number): boolean {
    const isYearFirst = this.#digits === 4;
    this.separator = this.#bytes[this.#at];
    if (CLASS[this.separator] & SPACE) this.#skip();
    else this.#at++;
    if (this.#month()) return this.#dayAndMonth(number);
    this.first = number;
    this.second = this.#number();
    if (this.#bytes[this.#at] !== this.separator || !this.#isDigit(this.#at + 1)) {
      this.form = "pair";
      return this.#dateTime();
    }
    this.#at++;
    this.third = this.#number();
    this.form = isYearFirst ? "dated" : "triple";
    return this.#dateTime();
  }

  #dayAndMonth(day: number): boolean {
    this.third = day;
    this.first = -1;
    if (this.#bytes[this.#at] === this.separator) this.#at++;
    this.#skip();
    const start = this.#at;
    const year = this.#number();
    if (this.#digits === 4) this.first = year;
    else this.#at = start;
    return this.#dateTime();
  }

  /** Whatever stands between date and time, then the time. */
  #dateTime(): boolean {
    const byte = this.#bytes[this.#at];
    const joins = byte === UPPER_T || byte === UNDERSCORE || byte === DASH || byte === COLON || byte === COMMA ||
      byte === DOT || byte === SLASH;
    if (joins) this.#at++;
    this.#skip();
    return this.#time();
  }

  #time(): boolean {
    const start = this.#at;
    const hour = this.#number();
    if (this.#digits === 6) return this.#joinedTime(hour);
    const colon = this.#bytes[this.#at];
    if (this.#digits === 0 || this.#digits > 2 || (colon !== COLON && colon !== DOT)) return false;
    this.#at++;
    const minute = this.#number();
    let second = 0, fraction = 0;
    if (this.#bytes[this.#at] === colon && this.#isDigit(this.#at + 1)) {
      this.#at++;
      this.secondsAt = this.#at;
      second = this.#number();
      if (this.#digits !== 2) this.secondsAt = -1;
      this.clockAt = this.secondsAt - start === "hh:mm:".length ? start : this.secondsAt;
      fraction = this.#fractionAfterMark();
    }
    return this.#setTime(hour, minute, second, fraction);
  }

  #sixDigits(date: number): boolean {
    this.#date(Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100);
    this.#skip();
    return this.#time();
  }

  /** `203518`. */
  #joinedTime(time: number): boolean {
    this.secondsAt = this.#at - 2;
    this.clockAt = this.#at - 6;
    const fraction = this.#fractionAfterMark();
    return this.#setTime(Math.floor(time / 10_000), Math.floor(time / 100) % 100, time % 100, fraction);
  }

  #setTime(hour: number, minute: number, second: number, fractionMs: number): boolean {
    this.timeMs = ((hour * 60 + minute) * 60 + second) * 1000 + fractionMs;
    return hour <= 24 && minute <= 59 && second <= 60;
  }

  /** Seconds with a fraction, or milliseconds, microseconds, nanoseconds: 13, 16, 19 digits. */
  #epoch(): boolean {
    this.form = "epoch";
    const digits = this.#digits;
    this.#at -= digits;
    this.secondsAt = this.#at + 8;
    this.clockAt = this.#at + 4;
    const end = this.end;
    this.end = Math.min(end, this.#at + 10);
    const seconds = this.#number();
    this.end = end;
    if (digits === 10 && this.#bytes[this.#at] === DOT) this.#at++;
    this.timeMs = seconds * 1000 + this.#fraction();
    return true;
  }

  #date(year: number, month: number, day: number): void {
    this.first = year;
    this.second = month;
    this.third = day;
  }

  /** Zone, `AM` or `PM`, and a year after the time, as far as they are there. */
  #zone(): boolean {
    const bytes = this.#bytes;
    this.#skip();
    const byte = this.#at < this.end ? bytes[this.#at] : 0;
    if (byte === PLUS || byte === DASH) this.#offset(byte === PLUS ? 1 : -1);
    else if (byte === UPPER_Z) this.#setZone(0);
    else if (CLASS[byte] & LETTER) this.#letters();
    this.#skip();
    const year = this.#number();
    if (this.#digits === 4 && this.first === -1) this.first = year;
    return true;
  }

  /** `+02`, `+0200`, `+02:00`. */
  #offset(sign: number): void {
    this.#at++;
    const number = this.#number();
    if (this.#digits > 2) return this.#setZone(sign * (Math.floor(number / 100) * 60 + number % 100));
    let minutes = 0;
    if (this.#bytes[this.#at] === COLON) {
      this.#at++;
      minutes = this.#number();
    }
    this.#setZone(sign * (number * 60 + minutes));
  }

  #letters(): void {
    const start = this.#at;
    while (this.#at < this.end && CLASS[this.#bytes[this.#at]] & LETTER) this.#at++;
    if (this.#at - start === 2 && this.#bytes[start + 1] === UPPER_M) {
      return this.#halfOfDay(this.#bytes[start] === UPPER_P);
    }
    const minutes = namedZone(this.#bytes, start, this.#at);
    if (minutes !== undefined) this.#setZone(minutes);
  }

  #halfOfDay(isAfternoon: boolean): void {
    this.clockAt = this.secondsAt;
    const isTwelve = this.timeMs >= 43_200_000;
    if (isAfternoon !== isTwelve) this.timeMs += isAfternoon ? 43_200_000 : -43_200_000;
  }

  #setZone(minutes: number): void {
    this.hasZone = true;
    this.zoneMinutes = minutes;
  }

  /** The number at the cursor, 0 for none; how many digits it has is kept beside. */
  #number(): number {
    let value = 0, at = this.#at;
    const last = Math.min(this.end, at + MAX_DIGITS);
    while (at < last && CLASS[this.#bytes[at]] & DIGIT) value = value * 10 + this.#bytes[at++] - DIGIT_0;
    this.#digits = at - this.#at;
    this.#at = at;
    return value;
  }

  #fractionAfterMark(): number {
    if (!isFractionMark(this.#bytes[this.#at]) || !this.#isDigit(this.#at + 1)) return 0;
    this.#at++;
    return this.#fraction();
  }

  /** Milliseconds of the digits of a fraction, however many. */
  #fraction(): number {
    let value = 0, unit = 100;
    while (this.#isDigit(this.#at)) {
      value += (this.#bytes[this.#at++] - DIGIT_0) * unit;
      unit = unit === 100 ? 10 : unit === 10 ? 1 : 0;
    }
    return value;
  }

  #isDigit(at: number): boolean {
    return at < this.end && (CLASS[this.#bytes[at]] & DIGIT) !== 0;
  }

  /** Passes over white space, and over one byte before it. */
  #skip(byte = 0): void {
    if (byte > 0 && this.#bytes[this.#at] === byte) this.#at++;
    this.#at = skipSpaces(this.#bytes, this.#at, this.end);
  }
}

/** Whether a byte may stand between seconds and their fraction: `.`, `,`, and `:` as some phones write it. */
export function isFractionMark(byte: number): boolean {
  return byte === DOT || byte === COMMA || byte === COLON;
}
