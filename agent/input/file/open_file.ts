import { giveLastLine, MAX_LINE_BYTES, splitLines } from "../../../counting/line_splitter.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import type { FileCheckpoint, Fingerprint } from "../../state/checkpoint.ts";
import { type Arrival, RecordFeed } from "../record_feed.ts";
import { beginsLike, type Content, holds, isEqual, LEAST_EQUAL_BYTES } from "./content.ts";
import {
  bytesOf,
  fingerprintOf,
  fingerprintOfBytes,
  hasAt,
  identityOf,
  isComplete,
  realPathOf,
  TAIL_BYTES,
  withTail,
  writtenMsOf,
} from "./file_identity.ts";
import { LastBytes } from "./last_bytes.ts";
import { likelyLines } from "./likely_lines.ts";
import { endOfReadPart } from "./read_part.ts";

/** Bytes read at once: large enough that a read costs little beside its lines, small enough to keep every part responsive. */
export const CHUNK_BYTES = 256 * 1024;

/** One for all files: what a read leaves over is read again with the next chunk. */
const chunk = new Uint8Array(MAX_LINE_BYTES + CHUNK_BYTES);

/** Where no line was read yet, as many bytes tell how long lines are. */
const SAMPLE_BYTES = 64 * 1024;

/** What comes between a copy and the truncation that follows it is within this many bytes. */
const RECENT_BYTES = 16 * 1024;

const NOTHING = new Uint8Array(0);
const NEWLINE = 10;

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

const TRUNCATED: ReadOutcome = { bytes: 0, lines: 0, atEnd: true };

/** A file that is open, and how far its lines have been given out. */
export class OpenFile implements Content {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** When it was created, epoch milliseconds; 0 where the file system does not say. */
  readonly bornMs: number;
  /** Where links have led to, were it another path; undefined where that is not known. */
  readonly realPath: string | undefined;
  readonly #file: Deno.FsFile;
  readonly #feed: RecordFeed;
  /** What the system last said of it. */
  #info: Deno.FileInfo;
  #fingerprint: Fingerprint;
  #offset: number;
  #skipping: boolean;
  #held: Uint8Array = NOTHING;
  #most = 0;
  /** Of the last bytes that were there when not all was read. */
  #ahead: Fingerprint | undefined;
  #given = { lines: 0, bytes: 0 };
  /** Where a record begins that was left to a copy. */
  #leftFrom: number | undefined;
  /** The last bytes before the offset, as they were read: a copy may end in them that was made before the last of them were written. */
  readonly #recent = new LastBytes(RECENT_BYTES);

  /** `followedAs` is the path that it is read for, where that is another's by now; `openRule` joins lines. @throws the error of `Deno.openSync` where the file can't be opened, and for what is not a regular file. */
  constructor(path: string, { followedAs = path, openRule }: { followedAs?: string; openRule?: OpenRule } = {}) {
    this.path = followedAs;
    this.#feed = new RecordFeed(openRule);
    const { isFile, isDirectory } = Deno.statSync(path);
    if (isDirectory) throw new Deno.errors.IsADirectory(path);
    if (!isFile) throw new TypeError('not a regular file; give "-" and pipe it in');
    this.#file = Deno.openSync(path, { read: true });
    this.#info = this.#file.statSync();
    const { dev, ino, bornMs } = identityOf(this.#info);
    this.bornMs = bornMs;
    this.dev = dev;
    this.ino = ino ?? 0;
    this.realPath = realPathOf(path, this);
    this.#fingerprint = fingerprintOf(this.#file);
    this.#offset = 0;
    this.#skipping = false;
  }

  /** Where the next line begins. */
  get offset(): number {
    return this.#offset;
  }

  get size(): number {
    return this.#look().size;
  }

  get writtenMs(): number {
    return writtenMsOf(this.#look());
  }

  bytesAt(from: number, length: number): Uint8Array {
    return bytesOf(this.#file, from, length);
  }

  /** Up to where its bytes have been looked at: given out, or held back as the begin of a line. */
  get seen(): number {
    return this.#offset + this.#held.length;
  }

  /** Up to where its lines are in records that were given out: others were read, and wait for what may go on with them. */
  get givenTo(): number {
    return this.#feed.heldLines > 0 ? this.#feed.heldFrom : this.#offset;
  }

  /** Leaves the record that may still go on to a copy, and forgets it; this file's content is gone. */
  forgetRecord(): void {
    this.#leftFrom ??= this.givenTo;
    this.#feed.clear();
  }

  /** Lines that were read, and are in no record yet. */
  get heldLines(): number {
    return this.#feed.heldLines;
  }

  /** Whether it still has a name. */
  get isLinked(): boolean {
    return this.#look().nlink !== 0;
  }

  /** Deno refuses this for an open file, too, once its path is a link to what it keeps from programs, such as `/proc/self/environ`. */
  #look(): Deno.FileInfo {
    try {
      return this.#info = this.#file.statSync();
    } catch (error) {
      if (error instanceof Deno.errors.NotCapable) return this.#info;
      throw error;
    }
  }

  /** Whether it holds what was read of a checkpoint's file. */
  holds(mark: FileCheckpoint): boolean {
    return holds(this, mark);
  }

  /** Goes on from the checkpoint of a file whose content it holds. */
  resume({ offset, skipping }: FileCheckpoint): void {
    this.#goTo(offset);
    this.#skipping = skipping;
  }

  /** Goes on after the bytes that another file has too. */
  skipTo(offset: number): void {
    this.#goTo(offset);
  }

  /** Goes on after the last byte: what is there is read from another file, the record that may go on included. */
  leaveRest(): void {
    this.#held = NOTHING;
    this.#feed.clear();
    this.#skipping = false;
    this.#goTo(this.size);
  }

  /** Goes on after the last byte; what follows of a line that is begun there is skipped. */
  skipToEnd(): void {
    this.#goTo(this.size);
    this.#skipping = this.#recent.length > 0 && this.#tail.at(-1) !== NEWLINE;
  }

  /** After a truncation: the file is begun anew. */
  restart(): void {
    this.#goTo(0);
    this.#skipping = false;
    this.#held = NOTHING;
    this.#feed.clear();
    this.#fingerprint = fingerprintOf(this.#file);
  }

  /** Whether what was read is there as it was: in a file that was truncated and grew again it is not. */
  isIntact(): boolean {
    const { size } = this;
    const isIntact = this.#hasTail();
    if (isIntact) this.#most = this.#offset > 0 ? Math.max(this.#most, size) : size;
    return isIntact;
  }

  /** How large it was when what was read was last there. */
  get most(): number {
    return this.#most;
  }

  /** How many bytes of those that were there and not read it has again: it was cut to its last lines. */
  keptUnread(): number {
    const end = this.#ahead && endOfReadPart(this, this.#ahead);
    if (end === undefined) return 0;
    const sinceMost = this.#most - this.#ahead!.tail!.end;
    return Math.min(this.#most - this.seen, end + sinceMost);
  }

  /** Whether all of a content was read here: a copy that was made shortly before the last that was read, however that has changed since. */
  hasRead(content: Content): boolean {
    const { size } = content, from = this.#offset - this.#recent.length;
    const length = Math.min(TAIL_BYTES, size - from);
    if (size > this.givenTo || length < LEAST_EQUAL_BYTES || !beginsLike(content, this.#fingerprint)) return false;
    const end = this.#recent.last(RECENT_BYTES).subarray(size - from - length, size - from);
    return isEqual(content.bytesAt(size - length, length), end);
  }

  /** As many lines as this many bytes are likely to hold, by those that were read. */
  likelyLines(bytes: number): number {
    return likelyLines(bytes, this.lineBytes);
  }

  /** Mean length of its lines, bytes: of those that were read, or where it is to be read on. */
  get lineBytes(): number {
    const { lines, bytes } = this.#given.lines > 0 ? this.#given : this.#sampled();
    return bytes / Math.max(1, lines);
  }

  #sampled(): { readonly lines: number; readonly bytes: number } {
    const from = this.seen < this.size ? this.seen : 0;
    const bytes = this.bytesAt(from, SAMPLE_BYTES);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    return { lines: bytes.subarray(0, end).filter((byte) => byte === NEWLINE).length, bytes: end || bytes.length };
  }

  /**
   * Gives out the records that the complete lines of the next chunk make. `atEnd` says that no complete line was left before
   * the limit or the end of the file. Nothing is given of a file that was truncated: what it has now is not what goes on from here.
   */
  readLines({ limit, maxLines, arrival, sink }: ReadRequest): ReadOutcome {
    const filled = this.#fill(Math.min(chunk.length, limit - this.#offset));
    if (!this.isIntact()) return TRUNCATED;
    if (this.#offset === 0) this.#begin(chunk.subarray(0, filled));
    const onLine = this.#feed.lines(arrival, sink, this.#offset);
    const { consumed, lines, skipping } = splitLines(chunk, 0, filled, { skipping: this.#skipping, maxLines, onLine });
    this.#given = { lines: this.#given.lines + lines, bytes: this.#given.bytes + consumed };
    this.#advance(chunk.subarray(0, consumed));
    this.#skipping = skipping;
    const atEnd = filled < chunk.length && lines < maxLines;
    this.#held = atEnd ? chunk.slice(consumed, filled) : NOTHING;
    this.#ahead = atEnd ? undefined : this.#fingerprintAhead();
    return { bytes: consumed, lines, atEnd };
  }

  /** Gives out the line that was begun and never got its newline, as the last read saw it. */
  flushPartialLine(arrival: Arrival, sink: RecordSink): void {
    const held = this.#held;
    this.#held = NOTHING;
    giveLastLine(held, 0, held.length, this.#feed.lines(arrival, sink, this.#offset));
    this.#feed.flush(sink);
    this.#advance(held);
  }

  /** Gives out the record that may still go on: it is not waited for. */
  flushRecord(sink: RecordSink): void {
    this.#feed.flush(sink);
  }

  /** Gives out the record that may still go on, once no line has come for a while. */
  flushWhenQuiet(nowMs: number, sink: RecordSink): void {
    this.#feed.flushWhenQuiet(nowMs, sink);
  }

  /** The checkpoint of what has been given out: a record that may still go on is read again. */
  mark(): FileCheckpoint {
    this.#completeFingerprint();
    const { path, dev, ino, bornMs, writtenMs } = this;
    const offset = this.#leftFrom ?? this.givenTo, skipping = this.#skipping && offset === this.#offset;
    const fingerprint = withTail(this.#fingerprint, this.#tail, this.#offset);
    this.isIntact();
    const unread = this.likelyLines(this.#most - this.seen);
    return {
      ...{ path, dev, ino, bornMs, writtenMs, fingerprint, offset, skipping },
      ...(unread > 0 && { unread, unreadEnd: this.#most }),
      ...(this.#given.lines > 0 && { lineBytes: this.lineBytes }),
    };
  }

  close(): void {
    this.#file.close();
  }

  /** A file that was short has more by now; it may be truncated at any moment. */
  #completeFingerprint(): void {
    if (isComplete(this.#fingerprint)) return;
    const fingerprint = fingerprintOf(this.#file);
    if (this.isIntact()) this.#fingerprint = fingerprint;
  }

  /** Keeps what tells its content. Where that is gone already, the size that was seen is that of what it has now. */
  #begin(first: Uint8Array): void {
    this.#fingerprint = fingerprintOfBytes(first);
    if (!beginsLike(this, this.#fingerprint)) this.#most = first.length;
  }

  /** The part of them that tells what was read. */
  get #tail(): Uint8Array {
    return this.#recent.last(TAIL_BYTES);
  }

  #hasTail(): boolean {
    const tail = this.#tail;
    if (tail.length === 0) return beginsLike(this, this.#fingerprint);
    return hasAt(this.#file, this.#offset - tail.length, tail);
  }

  #advance(given: Uint8Array): void {
    if (given.length > 0) this.#leftFrom = undefined;
    this.#offset += given.length;
    this.#recent.append(given);
  }

  #goTo(offset: number): void {
    const length = Math.min(offset, TAIL_BYTES);
    this.#leftFrom = undefined;
    this.#offset = offset;
    this.#most = offset;
    this.#ahead = undefined;
    this.#recent.replace(bytesOf(this.#file, offset - length, length));
  }

  #fingerprintAhead(): Fingerprint {
    const from = Math.max(0, this.#most - TAIL_BYTES);
    const ahead = bytesOf(this.#file, from, this.#most - from);
    return withTail(this.#fingerprint, ahead, from + ahead.length);
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
