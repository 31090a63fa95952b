import type { Undated } from "./past/past_slots.ts";
import type { Identity } from "./file/file_identity.ts";
import type { RecordSink } from "../../counting/log_record.ts";
import type { FileCheckpoint } from "../state/checkpoint.ts";

/** Where lines come from: a path that is followed, or a stream. */
export interface LineSource {
  readonly source: string;
  /** Why nothing can be read now, or undefined. */
  readonly problem: string | undefined;
  /** What can't be read now may be there later: a file that does not exist. @default false */
  readonly isAwaited?: boolean;
  /** Everything that was there before this time has been read, agent's time. */
  readonly readUpToMs: number;
  /** Whether it has an end that it tells by `isDone`; a file has what is there now. */
  readonly hasEnd: boolean;
  /** Nothing will ever come again. */
  readonly isDone: boolean;
  /** Whether lines are read now that are not live. */
  isBehind(nowMs: number): boolean;
  /** Bytes that are not read yet. */
  lagBytes(): number;
  /** Of these what was there at the start, compressed files as they lie on the disk. @default 0 */
  pastBytes?(): number;
  /** Lines that are read, and in no record yet. @default 0 */
  heldLines?(): number;
  /** What of its past was given out and has no slot of its own time. @default {it is no log with a past} */
  undated?(): Undated | undefined;
  /** The file that it follows now. @default {it is none, or not there} */
  identity?(): Identity | undefined;
  /** Checkpoints of what has been given out. */
  marks(): FileCheckpoint[];
  /** Gives out about a chunk of records, of at most `maxLines`; returns how many bytes that took. 0: there is nothing now. */
  poll(nowMs: number, maxLines: number, sink: RecordSink): number;
  /** Gives out what has no newline, and the record that it ends: nothing more is expected. */
  finish(nowMs: number, sink: RecordSink): void;
  close(): void;
}
