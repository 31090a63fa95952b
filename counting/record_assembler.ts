import { BYTE } from "../core/bytes.ts";
import { ContainerLine } from "../core/mining/records/container_line.ts";
import type { RecordRule } from "../core/mining/records/record_rule.ts";
import { TraceLines } from "../core/mining/records/trace_lines.ts";
import { HeldText } from "./held_text.ts";
import type { ByteRange, LogRecord, OnRecord } from "./log_record.ts";

const { LINE_FEED } = BYTE;

/** Bytes of a record that are held; of further lines only the number is. */
export const MAX_RECORD_BYTES = 64 * 1024;
/** A record ends here, whatever follows. */
export const MAX_RECORD_LINES = 1_000;
const MAX_STAMP_BYTES = 64;

/**
 * Makes records of lines: where several belong together is decided here and nowhere else. Lines of a container's file are taken out of
 * what its runtime puts around them, pieces of long ones joined.
 *
 * A line that may be gone on with is held, bounded in bytes and lines, until one comes that does not, or nothing comes for a while.
 */
export class RecordAssembler {
  readonly #rule: RecordRule;
  readonly #container = new ContainerLine();
  readonly #text = new HeldText(MAX_RECORD_BYTES);
  readonly #stamp = new HeldText(MAX_STAMP_BYTES);
  readonly #record: { -readonly [Key in keyof LogRecord]: LogRecord[Key] } = {
    buffer: new Uint8Array(),
    start: 0,
    end: 0,
    lines: 1,
    stamp: undefined,
  };
  #lines = 0;
  /** The record that is held is of a container's lines, which others do not go on with. */
  #isInner = false;
  /** The last line is a piece, which the next one goes on with. */
  #isPartial = false;
  #isFresh = false;
  #quietSinceMs = 0;

  /** @default {stack traces are joined} for `rule` */
  constructor(rule: RecordRule = new TraceLines()) {
    this.#rule = rule;
  }

  /** Lines that are held, and in no record yet. */
  get heldLines(): number {
    return this.#lines;
  }

  /** Takes the next line, and gives the records that are complete by it. What has come of the line after it begins at `next`, -1: nothing. */
  add(buffer: Uint8Array, start: number, end: number, onRecord: OnRecord, next = -1): void {
    if (this.#container.read(buffer, start, end)) return this.#addInner(buffer, onRecord);
    if (this.#lines > 0) {
      if (!this.#isInner && this.#goesOn(buffer, start, end)) return this.#append(buffer, start, end);
      this.flush(onRecord);
    }
    if (!this.#rule.mayContinue(buffer, start, end, next)) return onRecord(this.#recordOf(buffer, start, end, 1));
    this.#begin(buffer, start, end);
  }

  /** Gives what is held: nothing more is expected. */
  flush(onRecord: OnRecord): void {
    if (this.#lines === 0) return;
    const record = this.#recordOf(this.#text.bytes, 0, this.#text.length, this.#lines, this.#heldStamp());
    this.clear();
    onRecord(record);
  }

  /** Gives what is held once no line has come for the rule's time. To be called now and then with the time. */
  flushWhenQuiet(nowMs: number, onRecord: OnRecord): void {
    if (this.#isFresh) this.#quietSinceMs = nowMs;
    else if (nowMs - this.#quietSinceMs >= this.#rule.quietMs) this.flush(onRecord);
    this.#isFresh = false;
  }

  /** Forgets what is held. */
  clear(): void {
    this.#text.clear();
    this.#stamp.clear();
    this.#lines = 0;
    this.#isInner = false;
    this.#isPartial = false;
  }

  /** A line of a container, which is in `#container`. */
  #addInner(outer: Uint8Array, onRecord: OnRecord): void {
    const { bytes, start, end, isPartial, stampStart, stampEnd } = this.#container;
    const isPiece = this.#isPartial && this.#lines < MAX_RECORD_LINES;
    if (isPiece) this.#append(bytes, start, end, false);
    else if (this.#isInner && this.#goesOn(bytes, start, end)) this.#append(bytes, start, end);
    else {
      this.flush(onRecord);
      this.#begin(bytes, start, end);
      this.#isInner = true;
      this.#stamp.append(outer, stampStart, stampEnd);
    }
    this.#isPartial = isPartial;
    if (!isPartial && this.#lines === 1 && !this.#rule.mayContinue(bytes, start, end, -1)) this.flush(onRecord);
  }

  #goesOn(buffer: Uint8Array, start: number, end: number): boolean {
    return this.#lines > 0 && this.#lines < MAX_RECORD_LINES && this.#rule.continues(buffer, start, end);
  }

  #begin(buffer: Uint8Array, start: number, end: number): void {
    this.#rule.begin(buffer, start, end);
    this.#append(buffer, start, end, false);
  }

  #append(buffer: Uint8Array, start: number, end: number, isLine = true): void {
    if (isLine) this.#text.put(LINE_FEED);
    this.#text.append(buffer, start, end);
    this.#lines++;
    this.#isFresh = true;
  }

  #heldStamp(): ByteRange | undefined {
    const { bytes, length } = this.#stamp;
    return length > 0 ? { buffer: bytes, start: 0, end: length } : undefined;
  }

  /** One object for all, so that a line costs no allocation. */
  #recordOf(buffer: Uint8Array, start: number, end: number, lines: number, stamp?: ByteRange): LogRecord {
    const record = this.#record;
    record.buffer = buffer;
    record.start = start;
    record.end = end;
    record.lines = lines;
    record.stamp = stamp;
    return record;
  }
}
