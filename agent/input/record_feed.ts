import type { Mode } from "../../core/mode.ts";
import type { OnLine } from "../../counting/line_splitter.ts";
import type { LogRecord, OnRecord, RecordSink } from "../../counting/log_record.ts";
import { EVERY_LINE, type OpenRule } from "../../core/mining/records/record_rule.ts";
import { RecordAssembler } from "../../counting/record_assembler.ts";

const NOTHING = new Uint8Array(0);

/** How lines came. */
export interface Arrival {
  readonly mode: Mode;
  /** They were there when the file was first opened. */
  readonly preexisting: boolean;
  /** For mode `history`: start of the slot of the record `buffer[start, end)`, or undefined where that has no time. */
  readonly slotOf?: (buffer: Uint8Array, start: number, end: number) => number | undefined;
}

/** The records of one file or stream: a record came as its first line did. */
export class RecordFeed {
  readonly #assembler: RecordAssembler;
  /** How the first line that is held came. */
  #arrival: Arrival = { mode: "live", preexisting: false };
  #heldFrom = 0;

  /** @default {each line is a record} for `openRule` */
  constructor(openRule?: OpenRule) {
    this.#assembler = new RecordAssembler(openRule?.() ?? EVERY_LINE);
  }

  /** Lines that are held, and in no record yet. */
  get heldLines(): number {
    return this.#assembler.heldLines;
  }

  /** Where the first line that is held begins. */
  get heldFrom(): number {
    return this.#heldFrom;
  }

  /** Takes the lines of the next chunk, which came so and is at `offset`. The function must not be kept beyond the chunk. */
  lines(arrival: Arrival, sink: RecordSink, offset = 0): OnLine {
    const assembler = this.#assembler;
    const onRecord = assembler.heldLines > 0 ? this.#afterHeld(arrival, sink) : chunkOf(arrival, sink);
    return (buffer, start, end, next) => {
      assembler.add(buffer, start, end, onRecord, next);
      if (assembler.heldLines !== 1) return;
      this.#heldFrom = offset + start;
      this.#arrival = arrival;
    };
  }

  /** Gives what is held: nothing more is expected. */
  flush(sink: RecordSink): void {
    if (this.heldLines > 0) this.#assembler.flush(chunkOf(this.#arrival, sink));
  }

  /** Gives what is held once no line has come for a while. */
  flushWhenQuiet(nowMs: number, sink: RecordSink): void {
    if (this.heldLines > 0) this.#assembler.flushWhenQuiet(nowMs, chunkOf(this.#arrival, sink));
  }

  /** Forgets what is held. */
  clear(): void {
    this.#assembler.clear();
  }

  /** The first record to come is the one that is held. */
  #afterHeld(arrival: Arrival, sink: RecordSink): OnRecord {
    let onRecord = chunkOf(this.#arrival, sink);
    let isHeld = true;
    return (record) => {
      onRecord(record);
      if (isHeld) onRecord = chunkOf(arrival, sink);
      isHeld = false;
    };
  }
}

/** Takes records that came so; those of the past with the slot of their time, in one object for all. */
function chunkOf({ mode, preexisting, slotOf }: Arrival, sink: RecordSink): OnRecord {
  const onRecord = sink.chunk(mode, preexisting);
  if (slotOf === undefined) return onRecord;
  const timed: { -readonly [Key in keyof LogRecord]: LogRecord[Key] } = { buffer: NOTHING, start: 0, end: 0, lines: 1 };
  return (record) => {
    const { buffer, start, end } = record.stamp ?? record;
    timed.buffer = record.buffer;
    timed.start = record.start;
    timed.end = record.end;
    timed.lines = record.lines;
    timed.slotMs = slotOf(buffer, start, end);
    onRecord(timed);
  };
}
