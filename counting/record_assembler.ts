import { BYTE } from "../core/bytes.ts";
import type { LogRecord, OnRecord } from "./log_record.ts";

const { LINE_FEED } = BYTE;

/** Whether the line `buffer[start, end)` goes on with the record of the line before it. */
export type Continues = (buffer: Uint8Array, start: number, end: number) => boolean;

/** Bytes of a record that are held; of further lines only the number is. */
export const MAX_RECORD_BYTES = 64 * 1024;
/** A record ends here, whatever follows. */
export const MAX_RECORD_LINES = 1_000;
/** A record is complete when nothing has followed for this long. */
const QUIET_MS = 1_000;

/**
 * Makes records of lines: where several belong together, and where their fields say more than their text, is decided here and
 * nowhere else. Without a rule each line is a record, and nothing is held or copied.
 *
 * With one, the record that is being made is held, bounded in bytes and lines, until a line comes that does not go on with it,
 * or nothing comes for a second.
 */
export class RecordAssembler {
  readonly #continues: Continues | undefined;
  readonly #line = { buffer: new Uint8Array(0), start: 0, end: 0, lines: 1 };
  #text = new Uint8Array(0);
  #bytes = 0;
  #lines = 0;
  #isFresh = false;
  #quietSinceMs = 0;

  /** @default {each line is a record} for `continues` */
  constructor(continues?: Continues) {
    this.#continues = continues;
  }

  /** Lines that are held, and in no record yet. */
  get heldLines(): number {
    return this.#lines;
  }

  /** Takes the next line, and gives the record that is complete by it. */
  add(buffer: Uint8Array, start: number, end: number, onRecord: OnRecord): void {
    if (this.#continues === undefined) return onRecord(this.#recordOf(buffer, start, end, 1));
    const goesOn = this.#lines > 0 && this.#lines < MAX_RECORD_LINES && this.#continues(buffer, start, end);
    if (!goesOn) this.flush(onRecord);
    this.#append(buffer, start, end);
  }

  /** Gives what is held: nothing more is expected. */
  flush(onRecord: OnRecord): void {
    if (this.#lines === 0) return;
    const record = this.#recordOf(this.#text, 0, this.#bytes, this.#lines);
    this.#bytes = 0;
    this.#lines = 0;
    onRecord(record);
  }

  /** Gives what is held once no line has come for a second. To be called now and then with the time. */
  flushWhenQuiet(nowMs: number, onRecord: OnRecord): void {
    if (this.#isFresh) this.#quietSinceMs = nowMs;
    else if (nowMs - this.#quietSinceMs >= QUIET_MS) this.flush(onRecord);
    this.#isFresh = false;
  }

  /** Forgets what is held. */
  clear(): void {
    this.#bytes = 0;
    this.#lines = 0;
  }

  /** One object for all, so that a line costs no allocation. */
  #recordOf(buffer: Uint8Array, start: number, end: number, lines: number): LogRecord {
    const record = this.#line;
    record.buffer = buffer as Uint8Array<ArrayBuffer>;
    record.start = start;
    record.end = end;
    record.lines = lines;
    return record;
  }

  #append(buffer: Uint8Array, start: number, end: number): void {
    const gap = this.#lines > 0 ? 1 : 0;
    const length = Math.min(end - start, MAX_RECORD_BYTES - this.#bytes - gap);
    this.#lines++;
    this.#isFresh = true;
    if (length < 0) return;
    this.#reserve(this.#bytes + gap + length);
    if (gap > 0) this.#text[this.#bytes] = LINE_FEED;
    this.#text.set(buffer.subarray(start, start + length), this.#bytes + gap);
    this.#bytes += gap + length;
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#text.length) return;
    const larger = new Uint8Array(Math.min(MAX_RECORD_BYTES, bytes * 2));
    larger.set(this.#text.subarray(0, this.#bytes));
    this.#text = larger;
  }
}
