import type { Mode } from "../core/mode.ts";

/** What is mined and counted as one: a line, or several lines that belong together. */
export interface LogRecord {
  /** `buffer[start, end)` is its text, without the last newline. */
  readonly buffer: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Where its time stamp stands, when that is no part of its text. @default {in its text} */
  readonly stamp?: ByteRange;
  /** How many lines it was, at least 1. */
  readonly lines: number;
  /** The machine that it comes from. @default {the counter's own} */
  readonly host?: string;
  /** Index into LEVELS of the level that a field or the sender names. @default {the one that the text names} */
  readonly level?: number;
  /** The template's text where the sender knows it, taken as it is. @default {the record is mined} */
  readonly template?: string;
  /** Start of the slot of its own time, in a chunk of `history`. @default {it has no time: the open slot, and it counts as backlog} */
  readonly slotMs?: number;
}

/** Bytes of a buffer. */
export interface ByteRange {
  readonly buffer: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Takes a record, which holds only until it returns: whoever keeps something of it copies it. */
export type OnRecord = (record: LogRecord) => void;

/** Takes the records of a source. */
export interface RecordSink {
  /**
   * Says how the records of the next chunk came: `preexisting` for those that were there when a file was first opened. The function
   * returned takes them, and must not be kept beyond the chunk.
   */
  chunk(mode: Mode, preexisting: boolean): OnRecord;
}
