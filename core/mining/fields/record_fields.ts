import { BYTE } from "../../bytes.ts";
import { CLASS, SPACE } from "../byte_classes.ts";
import { HeaderScanner } from "../header/header.ts";
import { MAX_LINE } from "../shapes/shape_hash.ts";
import { FAILURE } from "../status_level.ts";
import type { FieldCursor } from "./field_cursor.ts";
import { type FieldNames, FieldRoles } from "./field_roles.ts";
import { FieldSelection } from "./field_selection.ts";
import { JsonFields } from "./json_fields.ts";
import { keyedText } from "./keyed_text.ts";
import { LogfmtFields } from "./logfmt_fields.ts";
import { RecordHead } from "./record_head.ts";
import { RequestOutcome } from "./request_outcome.ts";
import { streamNameEnd } from "../header/stream_name.ts";
import { markHoles, unescape } from "./unescape.ts";

const { CLOSE_BRACE, DIGIT_5, LINE_FEED, OPEN_BRACE, QUOTE } = BYTE;
/** Bytes of a message with escapes that are looked at. */
const MAX_MESSAGE = 2 * MAX_LINE;
/** Bytes of a message that what fields say of a request is put after. */
const MOST_WITH_OUTCOME = MAX_LINE / 2;
/** A message that is structured itself is looked into, so often. */
const DEEPEST = 4;
/** An object after a header begins within this many bytes. */
const HEADER_LOOK = 512;
/** `key=value` pairs without a message, level or time are a record from this many on. */
const LEAST_PAIRS = 3;
/** One for each depth and all sources: a message is mined before the next record is looked at. */
const scratches = Array.from({ length: DEEPEST }, () => new Uint8Array(MAX_MESSAGE));
/** What most records are looked at with. */
const USUAL_ROLES = new FieldRoles();
const CEE = new TextEncoder().encode("@cee:");

/**
 * Tells a record's message, level, host and time from its fields, where its form has any: a JSON object, alone or after a header, or
 * `key=value` pairs, each of which may hold another one as its message. The form is recognised for each record alone.
 *
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const fields = new RecordFields();
 * const line = new TextEncoder().encode('{"level":50,"hostname":"web-1","msg":"cannot reach \\"db\\""}');
 * fields.read(line, 0, line.length);
 * assert.equal(new TextDecoder().decode(fields.bytes.slice(fields.start, fields.end)), 'cannot reach "db"');
 * assert.deepEqual([fields.level, fields.hostEnd - fields.hostStart], [6, 5]);
 * ```
 *
 * Cost: about 1 ns for each byte of a structured record, next to nothing for others.
 */
export class RecordFields {
  /** The message is `bytes[start, end)`, one line. */
  bytes: Uint8Array = new Uint8Array();
  start = 0;
  end = 0;
  /** Index into LEVELS of the level that a field names, or that a status of HTTP comes to; 0 for none. */
  level = 0;
  /** The host that a field names is `hostBytes[hostStart, hostEnd)`; -1 for none. */
  hostBytes: Uint8Array = new Uint8Array();
  hostStart = -1;
  hostEnd = -1;
  /** The record has no message: it is known by `key` and `check`, hashes of its keys and states, and {@linkcode text}. */
  isKeyed = false;
  key = 0;
  check = 0;

  readonly #roles: FieldRoles;
  readonly #selection: FieldSelection;
  readonly #json = new JsonFields();
  readonly #logfmt = new LogfmtFields();
  readonly #header = new HeaderScanner();
  readonly #head = new RecordHead();
  readonly #outcome = new RequestOutcome(MOST_WITH_OUTCOME);

  /** @param names Fields that count before those that are known. */
  constructor(names?: FieldNames) {
    this.#roles = rolesWith(names);
    this.#selection = new FieldSelection(this.#roles);
  }

  /** Looks at the record `[start, end)`; where it is of several lines, they are parted by line feeds. */
  read(bytes: Uint8Array, start: number, end: number, lines = 1): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.level = 0;
    this.hostStart = -1;
    this.isKeyed = false;
    this.#outcome.clear();
    let hasBreaks = lines > 1;
    if (hasBreaks) this.#goToFirstLine();
    for (let depth = 0; depth < DEEPEST && !this.isKeyed; depth++) {
      const cursor = this.#formOf();
      if (cursor === undefined || !this.#select(cursor, depth)) break;
      hasBreaks = this.#selection.isEscaped;
    }
    if (this.isKeyed) return;
    if (hasBreaks) {
      if (this.bytes === bytes) this.end = end;
      this.#cutToHead();
    }
    this.#tellOutcome();
  }

  /** Text of the template of a record without a message. */
  text(): string {
    const cursor = this.#json.open(this.bytes, this.start, this.end) ? this.#json : this.#logfmt;
    cursor.open(this.bytes, this.start, this.end);
    return keyedText(this.bytes, cursor, this.#roles);
  }

  /** The form of a record of several lines is its first line's, but for an object that goes over all of them. */
  #goToFirstLine(): void {
    const { bytes, start, end } = this;
    let stop = start;
    while (stop < end && bytes[stop] !== LINE_FEED) stop++;
    if (stop > start + 2 || bytes[start] !== OPEN_BRACE) this.end = stop;
  }

  /** A cursor at the first field, where the text has the form of one with fields. */
  #formOf(): FieldCursor | undefined {
    const { bytes, start, end } = this;
    let first = start;
    while (first < end && CLASS[bytes[first]] & SPACE) first++;
    if (first === end) return undefined;
    if (bytes[first] === OPEN_BRACE) return this.#json.open(bytes, first, end) ? this.#json : undefined;
    if (this.#logfmt.open(bytes, first, end)) return this.#logfmt;
    return bytes[end - 1] === CLOSE_BRACE ? this.#afterHeader() : undefined;
  }

  /** An object that follows a header at once, or after the name of the stream that it comes from. */
  #afterHeader(): FieldCursor | undefined {
    const { bytes, start, end } = this;
    const last = Math.min(end - 1, start + HEADER_LOOK);
    let at = start;
    while (at < last && !(bytes[at] === OPEN_BRACE && bytes[at + 1] === QUOTE)) at++;
    if (at === last) return undefined;
    const message = this.#skipCookie(this.#header.scan(bytes, start, end));
    const isAlone = message === at && message !== start;
    if (!isAlone && streamNameEnd(bytes, message, at) !== at || !this.#json.open(bytes, at, end)) return undefined;
    this.level = this.#header.level;
    this.start = at;
    return this.#json;
  }

  /** Position after `@cee:`, which says that an object follows. */
  #skipCookie(at: number): number {
    const isCookie = CEE.every((byte, i) => this.bytes[at + i] === byte);
    let next = isCookie ? at + CEE.length : at;
    while (next < this.end && CLASS[this.bytes[next]] & SPACE) next++;
    return next;
  }

  /** Takes what the fields say; false where they say nothing, and the text is what it is. */
  #select(cursor: FieldCursor, depth: number): boolean {
    const { bytes } = this;
    const selection = this.#selection;
    selection.read(bytes, cursor);
    if (!this.#isRecord(cursor, depth)) return false;
    this.level = selection.level || this.level || (bytes[selection.statusStart] === DIGIT_5 ? FAILURE : 0);
    this.#outcome.note(bytes, selection);
    if (selection.start < 0) {
      this.isKeyed = true;
      this.key = selection.key;
      this.check = selection.check;
      return true;
    }
    if (selection.hostStart >= 0) {
      this.hostBytes = bytes;
      this.hostStart = selection.hostStart;
      this.hostEnd = selection.hostEnd;
    }
    this.#goTo(selection, depth);
    return true;
  }

  /** Of a broken object, what came before the fault counts; pairs have to be the whole line, and inside of a message have one of their own. */
  #isRecord(cursor: FieldCursor, depth: number): boolean {
    const { start, fields, level, timeStart } = this.#selection;
    if (cursor === this.#json) return start >= 0 || cursor.isComplete;
    if (!cursor.isComplete) return false;
    return start >= 0 || depth > 0
      ? start >= 0 && fields > 1
      : fields >= LEAST_PAIRS || (fields > 1 && (level > 0 || timeStart >= 0));
  }

  #goTo({ start, end, isEscaped, isTemplate }: FieldSelection, depth: number): void {
    if (!isEscaped && !isTemplate) {
      this.start = start;
      this.end = end;
      return;
    }
    const scratch = scratches[depth]!;
    const length = unescape(this.bytes, start, end, scratch);
    this.bytes = scratch;
    this.start = 0;
    this.end = isTemplate ? markHoles(scratch, length) : length;
  }

  /** What fields say of a request is part of the message. */
  #tellOutcome(): void {
    const length = this.#outcome.tellIn(this.bytes, this.start, this.end);
    if (length === 0) return;
    this.bytes = this.#outcome.bytes;
    this.start = 0;
    this.end = length;
  }

  #cutToHead(): void {
    this.#head.find(this.bytes, this.start, this.end);
    this.start = this.#head.start;
    this.end = this.#head.end;
  }
}

function rolesWith(names: FieldNames = {}): FieldRoles {
  const isUsual = Object.values(names).every((name) => name === undefined);
  return isUsual ? USUAL_ROLES : new FieldRoles(names);
}
