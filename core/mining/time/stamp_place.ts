import { BYTE } from "../../bytes.ts";
import { CLASS, LOWER } from "../byte_classes.ts";
import { columnEnd } from "../header/header_columns.ts";
import { StampFinder } from "../header/stamp_finder.ts";
import { digitsEnd, FULL_TIME, skipSpaces, TimestampScanner } from "../header/timestamp.ts";
import { keyedStamp } from "./keyed_stamp.ts";

const { DOT } = BYTE;

/** Where in a line its time stamp stands. */
export class StampPlace {
  /** The stamp `[start, end)` of the last line that had one. */
  start = 0;
  end = 0;
  /** Columns before it; -1 where it is the value of a key. */
  column = 0;

  readonly #keys: readonly Uint8Array[] | undefined;
  readonly #finder = new StampFinder();
  readonly #scanner = new TimestampScanner();

  /** @default {the usual ones} for `key`, which names a record's time */
  constructor(key?: string) {
    this.#keys = key === undefined ? undefined : [new TextEncoder().encode(key.slice(key.lastIndexOf(".") + 1))];
  }

  /** Whether the line `[start, end)` has a full time stamp, in its header or as the value of a time key. */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#inHeader(bytes, start, end) || this.#ofKey(bytes, start, end);
  }

  #inHeader(bytes: Uint8Array, start: number, end: number): boolean {
    const finder = this.#finder;
    let at = skipSpaces(bytes, start, end);
    at = Math.max(at, finder.priorityEnd(bytes, at, end));
    if (finder.first(bytes, at, end) < 0 || finder.kind !== FULL_TIME || finder.start < 0) return false;
    if (finder.start > at && isSentence(bytes, at) && isNumber(bytes, finder.start, finder.end)) return false;
    this.start = finder.start;
    this.end = finder.end;
    this.column = columnsBetween(bytes, start, finder.start);
    return true;
  }

  #ofKey(bytes: Uint8Array, start: number, end: number): boolean {
    const value = keyedStamp(bytes, start, end, this.#keys);
    if (value < 0) return false;
    const stop = this.#scanner.scan(bytes, value, valueEnd(bytes, value, end));
    if (stop < 0 || this.#scanner.kind !== FULL_TIME) return false;
    this.start = value;
    this.end = stop;
    this.column = -1;
    return true;
  }
}

/** Whether a line begins as a text does, in which a number of ten digits names a user rather than a time. */
function isSentence(bytes: Uint8Array, at: number): boolean {
  return (CLASS[bytes[at]] & LOWER) !== 0;
}

function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  return digitsEnd(bytes, start, end) >= start + 10;
}

/** Where a number with a fraction ends, as audit puts a serial number after it; of all else the line's end. */
function valueEnd(bytes: Uint8Array, start: number, end: number): number {
  const seconds = digitsEnd(bytes, start, end);
  return seconds === start + 10 && bytes[seconds] === DOT ? digitsEnd(bytes, seconds + 1, end) : end;
}

/** Start of the column with this number; `end` when the line has fewer. */
export function columnStart(bytes: Uint8Array, start: number, end: number, column: number): number {
  let at = skipSpaces(bytes, start, end);
  for (let i = 0; i < column && at < end; i++) at = skipSpaces(bytes, columnEnd(bytes, at, end), end);
  return at;
}

function columnsBetween(bytes: Uint8Array, start: number, stop: number): number {
  let columns = 0;
  for (let at = skipSpaces(bytes, start, stop); at < stop;) {
    const next = columnEnd(bytes, at, stop);
    if (next >= stop) break;
    columns++;
    at = skipSpaces(bytes, next, stop);
  }
  return columns;
}
