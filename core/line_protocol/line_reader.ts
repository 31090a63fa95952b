import type { FieldValue, LinePoint } from "../line_point.ts";
import {
  BACKSLASH,
  CARRIAGE_RETURN,
  COMMA,
  DIGIT_0,
  DIGIT_9,
  EQUALS,
  LINE_FEED,
  MINUS,
  QUOTE,
  SPACE,
  TAB,
} from "./characters.ts";
import { MAX_SERIES_KEY_BYTES, RESERVED_TAG_KEYS } from "./names.ts";
import { TIME_RANGE_NS } from "./precision.ts";
import { readBoolean } from "./read_boolean.ts";
import { exactInteger, readNumber } from "./read_number.ts";
import { unescapeFieldKey, unescapeMeasurement, unescapeString, unescapeTag } from "./unescape.ts";

/** What InfluxDB puts between a series and its field key. */
const SEPARATOR_BYTES = 4;
const TOO_LONG = `expected measurement, tags and a field key of at most ${MAX_SERIES_KEY_BYTES} bytes`;

/** InfluxDB takes two backslashes in a field key for an escaped one when it looks for the key's end, but not when it splits. */
const DOUBLED_BACKSLASHES = /(?<!\\)(?:\\\\)+[,= ]/;

/** How a line's timestamp becomes a point's time. */
export interface LineTime {
  /** Nanoseconds per unit of the timestamp. */
  readonly unitNs: bigint;
  /** The time of a line without a timestamp. */
  readonly defaultNs: bigint;
}

/**
 * Reads points one after another from a text of line protocol. After `read()` has returned undefined, `problem` and
 * `position` say what is wrong with the line and where.
 *
 * Problems are values, not exceptions: a body of ten megabytes may hold five million bad lines.
 */
export class LineReader {
  /** Offset of the next unread character, or, after a failure, of the one that is wrong. */
  position = 0;
  /** What is wrong with the last line that was read. */
  problem = "";
  readonly #text: string;
  readonly #time: LineTime;
  /** Whether the token scanned last holds a backslash. */
  #escaped = false;

  constructor(text: string, time: LineTime) {
    this.#text = text;
    this.#time = time;
  }

  /** The point of the line that begins at `position`, which moves to that line's end; undefined when it is not one. */
  read(): LinePoint | undefined {
    this.problem = "";
    const start = this.position;
    const measurement = this.#measurement();
    const tags = this.#tags();
    if (this.problem) return undefined;
    const keyEnd = this.position;
    const fields = this.#fields();
    if (this.problem) return undefined;
    if (this.#isTooLong(this.#text.slice(start, keyEnd), fields)) return this.#fail(TOO_LONG, start);
    const timeNs = this.#timestamp();
    return timeNs === undefined ? undefined : { measurement, tags, fields, timeNs };
  }

  #measurement(): string {
    const name = this.#token(false);
    if (name === "") this.#fail("expected a measurement");
    return this.#escaped ? unescapeMeasurement(name) : name;
  }

  #tags(): Map<string, string> {
    const tags = new Map<string, string>();
    const text = this.#text;
    while (!this.problem && text.charCodeAt(this.position) === COMMA) {
      const keyStart = ++this.position;
      const key = this.#tagKey();
      if (this.problem) return tags;
      const value = this.#tagValue(key);
      if (RESERVED_TAG_KEYS.has(key)) this.#fail(`expected a tag key that is not reserved, got "${key}"`, keyStart);
      if (tags.has(key)) this.#fail(`expected tag "${key}" once`, keyStart);
      tags.set(key, value);
    }
    if (!this.problem && text.charCodeAt(this.position) !== SPACE) this.#fail("expected a space and fields");
    return tags;
  }

  #tagKey(): string {
    const key = this.#token(true);
    if (key === "") this.#fail("expected a tag key");
    if (this.#text.charCodeAt(this.position) !== EQUALS) this.#fail(`expected "=" and a value for tag "${key}"`);
    if (!this.problem) this.position++;
    return this.#escaped ? unescapeTag(key) : key;
  }

  #tagValue(key: string): string {
    const start = this.position;
    // InfluxDB takes an equals sign at a value's beginning for what it says, though it asks to escape it.
    if (this.#text.charCodeAt(start) === EQUALS) this.position++;
    this.#token(true);
    const value = this.#text.slice(start, this.position);
    if (value === "") this.#fail(`expected a value for tag "${key}"`);
    if (this.#text.charCodeAt(this.position) === EQUALS) this.#fail(`expected "\\=" in the value of tag "${key}"`);
    return this.#escaped ? unescapeTag(value) : value;
  }

  #fields(): Map<string, FieldValue> {
    const fields = new Map<string, FieldValue>();
    this.#skipBlanks();
    while (true) {
      const key = this.#fieldKey();
      if (this.problem) return fields;
      const value = this.#text.charCodeAt(this.position) === QUOTE ? this.#string() : this.#plainValue(key);
      if (value === undefined) return fields;
      fields.set(key, value);
      if (this.#text.charCodeAt(this.position) !== COMMA) return fields;
      this.position++;
    }
  }

  #fieldKey(): string {
    const start = this.position;
    const key = this.#token(true);
    if (this.#escaped && DOUBLED_BACKSLASHES.test(key)) this.#fail(`expected "\\" once before a character`, start);
    if (key === "") this.#fail("expected a field key");
    if (this.#text.charCodeAt(this.position) !== EQUALS) this.#fail(`expected "=" and a value for field "${key}"`);
    if (!this.problem) this.position++;
    return this.#escaped ? unescapeFieldKey(key) : key;
  }

  #string(): FieldValue | undefined {
    const text = this.#text;
    const start = this.position + 1;
    let end = text.indexOf('"', start);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end === -1) return this.#fail('expected a closing "', start - 1);
    const value = text.slice(start, end);
    this.position = end + 1;
    return { kind: "string", value: value.includes("\\") ? unescapeString(value) : value };
  }

  #plainValue(key: string): FieldValue | undefined {
    const text = this.#text;
    const start = this.position;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === COMMA || code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN) break;
    }
    this.position = at;
    const value = text.slice(start, at);
    const first = text.charCodeAt(start);
    const read = first <= DIGIT_9 ? readNumber(value) : readBoolean(value);
    if (read) return read;
    return this.#fail(`expected a number, a boolean or a string in quotes for field "${key}", got "${value}"`, start);
  }

  #timestamp(): bigint | undefined {
    const text = this.#text;
    if (!this.#isLineEnd() && text.charCodeAt(this.position) !== SPACE) return this.#fail(`expected "," or a space`);
    this.#skipBlanks();
    const start = this.position;
    if (text.charCodeAt(start) === MINUS) this.position++;
    while (isDigit(text.charCodeAt(this.position))) this.position++;
    const digits = text.slice(start, this.position);
    while (text.charCodeAt(this.position) === SPACE) this.position++;
    if (!this.#isLineEnd() || digits === "-") return this.#fail("expected a timestamp, an integer, or the line's end");
    if (text.charCodeAt(this.position) === CARRIAGE_RETURN) this.position++;
    if (digits === "") return this.#time.defaultNs;
    const timeNs = exactInteger(digits) * this.#time.unitNs;
    if (timeNs >= TIME_RANGE_NS.min && timeNs <= TIME_RANGE_NS.max) return timeNs;
    return this.#fail(`expected a time from the year 1677 to 2262, got "${digits}"`, start);
  }

  #fail(problem: string, position = this.position): undefined {
    if (this.problem) return;
    this.problem = problem;
    this.position = position;
  }

  /** Moves to the next comma, space, line feed (or equals sign) that is not escaped; returns what was passed, still escaped. */
  #token(stopsAtEquals: boolean): string {
    const text = this.#text;
    const start = this.position;
    let at = start;
    let escaped = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) escaped = true;
      else if (code === LINE_FEED) break;
      else if (code === COMMA || code === SPACE || (code === EQUALS && stopsAtEquals)) {
        if (!escaped || text.charCodeAt(at - 1) !== BACKSLASH) break;
      }
    }
    this.#escaped = escaped;
    this.position = at;
    return text.slice(start, at);
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.position))) this.position++;
  }

  #isLineEnd(): boolean {
    const text = this.#text;
    let at = this.position;
    if (text.charCodeAt(at) === CARRIAGE_RETURN) at++;
    return at >= text.length || text.charCodeAt(at) === LINE_FEED;
  }

  #isTooLong(key: string, fields: ReadonlyMap<string, FieldValue>): boolean {
    let longest = 0;
    for (const field of fields.keys()) longest = Math.max(longest, field.length);
    // Three bytes is the most that one UTF-16 unit takes, so nearly every line is spared the encoding.
    if ((key.length + longest) * 3 + SEPARATOR_BYTES <= MAX_SERIES_KEY_BYTES) return false;
    const keyBytes = utf8Length(key) + SEPARATOR_BYTES;
    return fields.keys().some((field) => keyBytes + utf8Length(field) > MAX_SERIES_KEY_BYTES);
  }
}

/** A blank before a measurement, the fields or the timestamp, where any number of them is skipped. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === 0;
}

function isDigit(code: number): boolean {
  return code >= DIGIT_0 && code <= DIGIT_9;
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
