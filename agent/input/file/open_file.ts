import { giveLastLine, MAX_LINE_BYTES, splitLines } from "../../../counting/line_splitter.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { Continues } from "../../../counting/record_assembler.ts";
import type { FileCheckpoint, Fingerprint } from "../../state/checkpoint.ts";
import { type Arrival, RecordFeed } from "../record_feed.ts";
import { beginsLike, fingerprintOf, isComplete } from "./file_identity.ts";

/** Bytes read at once: large enough that a read costs little beside its lines, small enough to keep every part responsive. */
export const CHUNK_BYTES = 256 * 1024;

/** One for all files: what a read leaves over is read again with the next chunk. */
const chunk = new Uint8Array(MAX_LINE_BYTES + CHUNK_BYTES);

const NOTHING = new Uint8Array(0);

/** What is to be read, how it came, and who gets it. */
export interface ReadRequest {
  /** No line that ends beyond this offset. */
  readonly limit: number;
  readonly maxLines: number;
  readonly arrival: Arrival;
  readonly sink: RecordSink;
}

/** What a read gave out, and whether no complete line is left. */
export interface ReadOutcome {
  readonly bytes: number;
  readonly lines: number;
  readonly atEnd: boolean;
}

/** A file that is open, and how far its lines have been given out. */
export class OpenFile {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** When it was created, epoch milliseconds; 0 where the file system does not say. */
  readonly bornMs: number;
  readonly #file: Deno.FsFile;
  readonly #feed: RecordFeed;
  #fingerprint: Fingerprint;
  #offset: number;
  #skipping: boolean;
  #held: Uint8Array = NOTHING;

  /** `followedAs` is the path that it is read for, where that is another's by now; `continues` joins lines. @throws the error of `Deno.openSync` where the file can't be opened, and for what is not a regular file. */
  constructor(path: string, { followedAs = path, continues }: { followedAs?: string; continues?: Continues } = {}) {
    this.path = followedAs;
    this.#feed = new RecordFeed(continues);
    const { isFile, isDirectory } = Deno.statSync(path);
    if (isDirectory) throw new Deno.errors.IsADirectory(path);
    if (!isFile) throw new TypeError('not a regular file; give "-" and pipe it in');
    this.#file = Deno.openSync(path, { read: true });
    const { dev, ino, birthtime } = this.#file.statSync();
    this.bornMs = birthtime?.getTime() ?? 0;
    this.dev = dev;
    this.ino = ino ?? 0;
    this.#fingerprint = fingerprintOf(this.#file);
    this.#offset = 0;
    this.#skipping = false;
  }

  /** Where the next line begins. */
  get offset(): number {
    return this.#offset;
  }

  get size(): number {
    return this.#file.statSync().size;
  }

  /** Up to where its bytes have been looked at: given out, or held back as the begin of a line. */
  get seen(): number {
    return this.#offset + this.#held.length;
  }

  /** Whether it still has a name. */
  get isLinked(): boolean {
    return this.#file.statSync().nlink !== 0;
  }

  /** Goes on from a checkpoint; false, and from the beginning, where it is not of this file's content. */
  resume(mark: FileCheckpoint): boolean {
    const isSame = mark.offset <= this.size && beginsLike(this.#file, mark.fingerprint);
    this.#offset = isSame ? mark.offset : 0;
    this.#skipping = isSame && mark.skipping;
    return isSame;
  }

  /** Goes on after the last byte; what follows of a line that is begun there is skipped. */
  skipToEnd(): void {
    this.#offset = this.size;
    if (this.#offset === 0) return;
    const last = new Uint8Array(1);
    this.#file.seekSync(this.#offset - 1, Deno.SeekMode.Start);
    this.#skipping = this.#file.readSync(last) === 1 && last[0] !== 10;
  }

  /** After a truncation: the file is begun anew. */
  restart(): void {
    this.#offset = 0;
    this.#skipping = false;
    this.#held = NOTHING;
    this.#feed.clear();
    this.#fingerprint = fingerprintOf(this.#file);
  }

  /** Whether it still begins as it did: a file that was truncated and grew again does not. */
  isIntact(): boolean {
    return beginsLike(this.#file, this.#fingerprint);
  }

  /**
   * Gives out the records that the complete lines of the next chunk make. `atEnd` says that no complete line was left before
   * the limit or the end of the file.
   */
  readLines({ limit, maxLines, arrival, sink }: ReadRequest): ReadOutcome {
    const onLine = this.#feed.lines(arrival, sink, this.#offset);
    const filled = this.#fill(Math.min(chunk.length, limit - this.#offset));
    const { consumed, lines, skipping } = splitLines(chunk, 0, filled, { skipping: this.#skipping, maxLines, onLine });
    this.#offset += consumed;
    this.#skipping = skipping;
    const atEnd = filled < chunk.length && lines < maxLines;
    this.#held = atEnd ? chunk.slice(consumed, filled) : NOTHING;
    return { bytes: consumed, lines, atEnd };
  }

  /** Gives out the line that was begun and never got its newline, as the last read saw it. */
  flushPartialLine(arrival: Arrival, sink: RecordSink): void {
    const held = this.#held;
    this.#held = NOTHING;
    giveLastLine(held, 0, held.length, this.#feed.lines(arrival, sink, this.#offset));
    this.#feed.flush(sink);
    this.#offset += held.length;
  }

  /** Gives out the record that may still go on, once no line has come for a second. */
  flushWhenQuiet(nowMs: number, sink: RecordSink): void {
    this.#feed.flushWhenQuiet(nowMs, sink);
  }

  /** The checkpoint of what has been given out: a record that may still go on is read again. */
  mark(): FileCheckpoint {
    if (!isComplete(this.#fingerprint) && this.isIntact()) this.#fingerprint = fingerprintOf(this.#file);
    const { path, dev, ino, bornMs } = this;
    const isHolding = this.#feed.heldLines > 0;
    const [offset, skipping] = isHolding ? [this.#feed.heldFrom, false] : [this.#offset, this.#skipping];
    return { path, dev, ino, bornMs, fingerprint: this.#fingerprint, offset, skipping };
  }

  close(): void {
    this.#file.close();
  }

  #fill(wanted: number): number {
    if (wanted <= 0) return 0;
    this.#file.seekSync(this.#offset, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < wanted) {
      const count = this.#file.readSync(chunk.subarray(filled, wanted));
      if (count === null || count === 0) break;
      filled += count;
    }
    return filled;
  }
}
