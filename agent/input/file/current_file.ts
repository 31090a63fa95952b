import type { Mode } from "../../../core/mode.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { Arrival } from "../record_feed.ts";
import type { OpenFile } from "./open_file.ts";
import { ReadingProgress } from "./reading_progress.ts";

/** How finely a reader that lags by less than a window is timed. */
const MARKS_PER_WINDOW = 20;

/** How a file is read now. */
export interface ReadingNow {
  readonly nowMs: number;
  readonly maxLines: number;
  readonly mode: Mode;
  /** How lines of the log's past come. */
  readonly pastArrival: Arrival;
  /** Whether the log's past goes by the time in its lines. */
  readonly isTimed: boolean;
  readonly sink: RecordSink;
}

/** The file that a path stands for, and up to where it was there already. */
export class CurrentFile {
  /** Undefined while there is none, or somebody else reads it. */
  file: OpenFile | undefined;
  /** Bytes up to here were there when it was opened for the first time, in this run or in one before. */
  pastEnd = 0;
  readonly #windowMs: number;
  readonly #progress: ReadingProgress;
  /** Bytes up to here were there when it was opened. */
  #backlogEnd = 0;

  constructor(nowMs: number, windowMs: number) {
    this.#windowMs = windowMs;
    this.#progress = new ReadingProgress(nowMs, windowMs / MARKS_PER_WINDOW);
  }

  /** Everything that was there before this time has been read. */
  get readUpToMs(): number {
    return this.#progress.upToMs;
  }

  /** Bytes that were there when it was opened, and are not read yet. */
  get backlogBytes(): number {
    return Math.max(0, this.#backlogEnd - (this.file?.offset ?? 0));
  }

  /** Whether lines are read that are not live. */
  isBehind(nowMs: number): boolean {
    return this.#backlogEnd > 0 || nowMs - this.#progress.upToMs > this.#windowMs;
  }

  /** Its checkpoint; undefined where there is no file. */
  mark(): FileCheckpoint | undefined {
    return this.file && { ...this.file.mark(), ...this.pastEnd > 0 && { pastEnd: this.pastEnd } };
  }

  /** What is there now is backlog, and the log's past where it is followed for the first time. */
  beginAt({ isFirst }: { readonly isFirst: boolean }): void {
    const { size = 0, offset = 0 } = this.file ?? {};
    this.#backlogEnd = size > offset ? size : 0;
    if (isFirst || this.pastEnd > 0) this.pastEnd = this.#backlogEnd;
  }

  /** Another file, or another content, is read from its beginning. */
  beginAnew(): void {
    this.#progress.restart();
    this.#backlogEnd = 0;
    this.pastEnd = 0;
  }

  /** Gives out a chunk of what it holds up to `size`; returns how many bytes that took. */
  read(size: number, now: ReadingNow): number {
    const { file } = this;
    if (!file || size === file.seen) return this.#noteEnd(now);
    this.#progress.saw(size, file.seen, now.nowMs);
    return now.maxLines > 0 ? this.#readFrom(file, now) : 0;
  }

  #noteEnd({ nowMs, isTimed, sink }: ReadingNow): number {
    if (this.pastEnd > 0 && isTimed) this.file?.flushRecord(sink);
    this.#backlogEnd = this.pastEnd = 0;
    this.#progress.isAtEnd(nowMs);
    return 0;
  }

  #readFrom(file: OpenFile, { nowMs, maxLines, mode, pastArrival, isTimed, sink }: ReadingNow): number {
    const isPast = this.pastEnd > 0, isBacklog = this.#backlogEnd > 0;
    const limit = isPast ? this.pastEnd : isBacklog ? this.#backlogEnd : Infinity;
    const arrival = isPast ? pastArrival : { mode, preexisting: false };
    const { bytes, atEnd } = file.readLines({ limit, maxLines, arrival, sink });
    if (atEnd && isPast && isTimed) file.flushRecord(sink);
    if (atEnd && isPast) this.#endPast(file, { nowMs, isTimed });
    else if (atEnd && isBacklog) this.#backlogEnd = 0;
    else if (atEnd) this.#progress.isAtEnd(nowMs);
    else this.#progress.hasRead(file.seen);
    return bytes;
  }

  /** The past has been read; what was written meanwhile is past as well, where that is more than a window old by now. */
  #endPast({ size, seen }: OpenFile, { nowMs, isTimed }: Pick<ReadingNow, "nowMs" | "isTimed">): void {
    if (size > seen) this.#progress.hasRead(seen);
    else this.#progress.isAtEnd(nowMs);
    const isLate = nowMs - this.#progress.upToMs > this.#windowMs;
    this.pastEnd = isTimed && isLate && size > seen ? size : 0;
    this.#backlogEnd = 0;
  }
}
