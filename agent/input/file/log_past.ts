import type { RecordSink } from "../../../counting/log_record.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { PastFiles } from "../past/past_files.ts";
import { PastSlots, type Undated } from "../past/past_slots.ts";
import { rotatedBefore } from "../past/rotated_before.ts";
import { isSameFile } from "./file_identity.ts";
import type { FoundFile } from "./file_search.ts";
import type { Generations } from "./generations.ts";
import type { TailerOptions } from "./tailer_options.ts";

/** What there is of a log's past when its reading begins. */
export interface PastStart {
  /** Rotated files that the last run has not read to their ends. */
  readonly left: readonly FileCheckpoint[];
  /** Whether the log is followed for the first time, from its beginning. */
  readonly isFirst: boolean;
  /** Up to where the file at the path is past. */
  readonly pastEnd: number;
  readonly generations: Generations;
  readonly nowMs: number;
}

/** What was there before a log was followed, read by the time in its lines: its rotated files, then the file at its path. */
export class LogPast {
  readonly #options: TailerOptions;
  readonly #path: string;
  #files: PastFiles | undefined;
  #slots: PastSlots | undefined;

  /** `path` is the resolved one. */
  constructor(path: string, options: TailerOptions) {
    this.#options = options;
    this.#path = path;
  }

  /** Whether lines go by the time in them. */
  get isTimed(): boolean {
    return this.#files !== undefined;
  }

  /** Whether rotated files are read, before all else. */
  get isReading(): boolean {
    return this.#files?.isReading ?? false;
  }

  /** Lines without a slot of their own, so far; undefined where there is no past. */
  get undated(): Undated | undefined {
    return this.#slots?.undated;
  }

  /** It is so late by now. */
  set nowMs(ms: number) {
    if (this.#slots) this.#slots.nowMs = ms;
  }

  get lagBytes(): number {
    return this.#files?.lagBytes ?? 0;
  }

  /** Whether a file is one of its. */
  has(file: FoundFile): boolean {
    return this.marks().some((mark) => isSameFile(mark, file));
  }

  marks(): FileCheckpoint[] {
    return this.#files?.marks() ?? [];
  }

  /** Finds what is to be read. */
  start({ left, isFirst, pastEnd, generations, nowMs }: PastStart): void {
    const { claims, onEvent, slotMs = 1_000, historyMs = 0, fields, openRule, onArrival = () => {} } = this.#options;
    if (historyMs === 0) return;
    const path = this.#path;
    const marks = isFirst ? rotatedBefore(path, { sinceMs: nowMs - historyMs, claims }) : left;
    const { rotated } = generations;
    if (marks.length === 0 && pastEnd === 0 && !rotated.hasPast) return;
    const slots = this.#slots = new PastSlots({ nowMs, slotMs, historyMs, timeKey: fields?.time });
    rotated.pastArrival = { mode: "history", preexisting: true, slotOf: slots.slotOf };
    const onProblem = (message: string) => onEvent({ kind: "fileProblem", path, message });
    const onDone = ({ isPast: _isPast, ...mark }: FileCheckpoint) => claims.remember(mark);
    const onGone = (mark: FileCheckpoint) => generations.want(mark);
    this.#files = new PastFiles({ path, marks, slots, openRule, onProblem, onArrival, onDone, onGone });
  }

  /** Gives out a chunk of its rotated files; returns how many bytes that took. */
  poll(
    maxLines: number,
    { generations, sink }: { readonly generations: Generations; readonly sink: RecordSink },
  ): number {
    return this.#files!.poll({ maxLines, arrival: generations.rotated.pastArrival, sink });
  }

  close(): void {
    this.#files?.close();
  }
}
