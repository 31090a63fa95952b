import { messageOf } from "../../../core/message_of.ts";
import { giveLastLine, splitLines } from "../../../counting/line_splitter.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import { readLog } from "../../../logs/read_log.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { identityOf, isSameFile } from "../file/file_identity.ts";
import { pathOf } from "../file/file_search.ts";
import { type Arrival, RecordFeed } from "../record_feed.ts";
import type { PastSlots } from "./past_slots.ts";

/** Bytes that are given out at once. */
const STINT_BYTES = 256 * 1024;

/** A file is looked for as often as that where it is renamed under the search. */
const MOST_TRIES = 10;
/** Rotation renames all files of a log one after another. */
const RENAMED_WITHIN_MS = 500;

const NOTHING = new Uint8Array(0);

/** What {@linkcode PastFiles} reads. */
export interface PastFilesOptions {
  /** The log that is followed, which is read after all of them. */
  readonly path: string;
  /** Files that rotation has made of it, the oldest first, and how far each was read. */
  readonly marks: readonly FileCheckpoint[];
  /** @default {times of lines do not matter} */
  readonly slots?: PastSlots;
  readonly openRule?: OpenRule;
  /** A file can't be read (to its end). */
  readonly onProblem: (message: string) => void;
  /** A file is read to its end. */
  readonly onDone?: (mark: FileCheckpoint) => void;
  /** A file is gone, or is not as it was. */
  readonly onGone?: (mark: FileCheckpoint) => void;
  /** There is something to poll for. */
  readonly onArrival: () => void;
}

/**
 * Reads a log's rotated files one after another, plain and compressed, the oldest first. Offsets are those of what is decompressed, so that a
 * restart goes on where it was; a file that is renamed meanwhile is known by its inode.
 */
export class PastFiles {
  readonly #options: PastFilesOptions;
  readonly #feed: RecordFeed;
  #marks: FileCheckpoint[];
  #lagBytes: number;
  /** What was read of the first file and not given out, from its mark's offset on. */
  #waiting = NOTHING;
  #skipping = false;
  #hasEnded = false;
  #isOver = false;
  #next: (() => void) | undefined;

  constructor(options: PastFilesOptions) {
    this.#options = options;
    this.#feed = new RecordFeed(options.openRule);
    this.#marks = [...options.marks];
    this.#lagBytes = this.#marks.reduce((sum, mark) => sum + sizeOf(mark), 0);
    void this.#run();
  }

  /** Whether there is something left to read; what comes after it has to wait. */
  get isReading(): boolean {
    return !this.#isOver;
  }

  /** Bytes on the disk of the files that are not done. */
  get lagBytes(): number {
    return this.#lagBytes;
  }

  /** How far the files are read that are not done. */
  marks(): FileCheckpoint[] {
    const [first, ...others] = this.#marks;
    if (first === undefined || this.#feed.heldLines === 0) return [...this.#marks];
    return [{ ...first, offset: this.#feed.heldFrom, skipping: false }, ...others];
  }

  /** Gives out about a chunk of records; returns how many bytes that took. */
  poll({ maxLines, arrival, sink }: {
    readonly maxLines: number;
    readonly arrival: Arrival;
    readonly sink: RecordSink;
  }): number {
    const [mark] = this.#marks;
    if (mark === undefined || this.#next === undefined || maxLines <= 0) return 0;
    const waiting = this.#waiting, end = Math.min(waiting.length, STINT_BYTES);
    const onLine = this.#feed.lines(arrival, sink, mark.offset);
    const { consumed, lines, skipping } = splitLines(waiting, 0, end, { skipping: this.#skipping, maxLines, onLine });
    this.#waiting = waiting.subarray(consumed);
    this.#skipping = skipping;
    this.#marks[0] = { ...mark, offset: mark.offset + consumed, skipping };
    const isUsedUp = end === waiting.length && lines < maxLines;
    if (isUsedUp && this.#hasEnded) this.#endFile(arrival, sink);
    if (isUsedUp) this.#goOn();
    return Math.max(1, consumed);
  }

  close(): void {
    this.#isOver = true;
    this.#goOn();
  }

  async #run(): Promise<void> {
    const { path, slots, onProblem, onArrival } = this.#options;
    const files = [...this.#marks.map(pathOf).filter((each) => each !== undefined), path];
    await slots?.rehearse(files);
    for (let mark = this.#marks[0]; mark !== undefined && !this.#isOver; mark = this.#marks[0]) {
      await this.#read(mark).catch((error) => onProblem(`Cannot read a rotated file: ${messageOf(error)}`));
      this.#hasEnded = true;
      if (!this.#isOver) await this.#given();
    }
    this.#isOver = true;
    onArrival();
  }

  async #read(mark: FileCheckpoint): Promise<void> {
    this.#hasEnded = false;
    this.#skipping = mark.skipping;
    const found = await openMarked(mark);
    if (found === undefined) {
      this.#options.onGone?.(mark);
      throw new Error(`one of "${mark.path}" is gone; its lines from before are not known`);
    }
    let ahead = mark.offset;
    for await (const piece of readLog(found.path, found)) {
      const skipped = Math.min(ahead, piece.length);
      ahead -= skipped;
      if (skipped === piece.length) continue;
      this.#add(piece.subarray(skipped));
      await this.#given();
      if (this.#isOver) return;
    }
  }

  /** Resolves when what waits was given out, but for the beginning of a line. */
  async #given(): Promise<void> {
    const given = new Promise<void>((resolve) => this.#next = resolve);
    this.#options.onArrival();
    await given;
  }

  #goOn(): void {
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }

  #add(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#waiting.length + bytes.length);
    joined.set(this.#waiting);
    joined.set(bytes, this.#waiting.length);
    this.#waiting = joined;
  }

  #endFile(arrival: Arrival, sink: RecordSink): void {
    const { offset, ...done } = this.#marks[0]!;
    giveLastLine(this.#waiting, 0, this.#waiting.length, this.#feed.lines(arrival, sink, offset));
    this.#feed.flush(sink);
    this.#options.onDone?.({ ...done, offset: offset + this.#waiting.length });
    this.#waiting = NOTHING;
    this.#marks.shift();
    this.#lagBytes = this.#marks.reduce((sum, mark) => sum + sizeOf(mark), 0);
  }
}

/** Opens the file of a mark, whatever its name is by now; undefined where it is gone, or another has its inode. */
async function openMarked(
  mark: FileCheckpoint,
): Promise<{ readonly path: string; readonly file: Deno.FsFile } | undefined> {
  for (let left = MOST_TRIES; left > 0; left--) {
    const path = pathOf(mark);
    const file = path === undefined ? undefined : tryOpen(path);
    if (path !== undefined && file && isSameFile(identityOf(file.statSync()), mark)) {
      file.seekSync(0, Deno.SeekMode.Start);
      return { path, file };
    }
    file?.close();
    await new Promise((resolve) => setTimeout(resolve, RENAMED_WITHIN_MS / MOST_TRIES));
  }
  return undefined;
}

/** Undefined for a file that was renamed meanwhile. */
function tryOpen(path: string): Deno.FsFile | undefined {
  try {
    return Deno.openSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function sizeOf(mark: FileCheckpoint): number {
  const path = pathOf(mark);
  try {
    return path === undefined ? 0 : Deno.statSync(path).size;
  } catch {
    return 0;
  }
}
