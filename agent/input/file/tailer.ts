import { resolve } from "node:path";
import type { Mode } from "../../../core/mode.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { LineSource } from "../line_source.ts";
import type { Undated } from "../past/past_slots.ts";
import { CurrentFile } from "./current_file.ts";
import { type Identity, identityOf, isSameFile, writtenMsOf } from "./file_identity.ts";
import { isSystemError } from "./file_problem.ts";
import { Generations, type Search } from "./generations.ts";
import { FollowedLink } from "./followed_link.ts";
import { LogPast } from "./log_past.ts";
import { OpenFile } from "./open_file.ts";
import { PathProblem } from "./path_problem.ts";
import type { TailerOptions } from "./tailer_options.ts";

const NOT_SEEN = { writtenMs: 0, size: 0, isUnread: true };

/**
 * Follows a path through rotations, and gives out each line that is written under it once.
 *
 * A file that was renamed or removed is read to its end and watched a little longer; the one that takes its name is read from its
 * beginning, and so are those that had the name in between, where rotation kept them in whatever form. A file that got shorter, or begins
 * with other bytes, was truncated and is read from its beginning. A last line without a newline is held back until the
 * newline comes or the file goes.
 *
 * What is there when the path is first opened is its past: with `historyMs`, rotated files are read before it, and lines go to the
 * slots of their own times.
 */
export class Tailer implements LineSource {
  readonly path: string;
  readonly source: string;
  readonly hasEnd = false;
  readonly isDone = false;
  readonly #options: TailerOptions;
  readonly #current: CurrentFile;
  readonly #generations: Generations;
  readonly #link: FollowedLink;
  readonly #past: LogPast;
  readonly #problem: PathProblem;
  #isPreexisting = false;
  /** When the current file was last written to, its size, and whether nothing of it was read, as last seen. */
  #seen = NOT_SEEN;
  /** When the path last lost its file. */
  #leftMs = -Infinity;
  /** What has the path and is not for us to read. */
  #unopened: Identity | undefined;

  constructor(options: TailerOptions, nowMs: number) {
    const { claims, onEvent, onArrival = () => {}, onLost = () => {} } = options;
    this.#options = options;
    const path = this.path = resolve(options.path);
    this.source = options.source;
    const left = claims.left.filter((mark) => mark.path === path);
    const before = left.find((mark) => mark.isInside !== undefined);
    this.#link = new FollowedLink(path, before?.isInside, { isAsked: options.followsLinks });
    this.#current = new CurrentFile(nowMs, options.windowMs);
    const onProblem = (message: string) => onEvent({ kind: "fileProblem", path, message });
    this.#problem = new PathProblem(path, onEvent, { wasFollowed: left.length > 0 });
    const past = this.#past = new LogPast(path, options);
    const isPast = past.has.bind(past);
    this.#generations = new Generations(this, { ...options, path, claims, isPast, onProblem, onArrival, onLost });
    this.#start(nowMs);
  }

  get problem(): string | undefined {
    return this.#problem.message;
  }

  get isAwaited(): boolean {
    return this.#problem.isAwaited;
  }

  get readUpToMs(): number {
    return this.#current.readUpToMs;
  }

  isBehind(nowMs: number): boolean {
    return this.#past.isReading || this.#generations.isBehind || this.#current.isBehind(nowMs);
  }

  lagBytes(): number {
    const past = this.#past.lagBytes + this.#generations.lagBytes;
    return this.#files().reduce((sum, file) => sum + Math.max(0, file.size - file.seen), past);
  }

  pastBytes(): number {
    const { file, pastEnd } = this.#current;
    const { pastBytes } = this.#generations.rotated;
    return this.#past.lagBytes + pastBytes + Math.max(0, pastEnd - (file?.offset ?? 0));
  }

  heldLines(): number {
    return this.#files().reduce((sum, file) => sum + file.heldLines, 0);
  }

  undated(): Undated | undefined {
    return this.#past.undated;
  }

  identity(): Identity | undefined {
    return this.#current.file;
  }

  marks(): FileCheckpoint[] {
    const { isInside } = this.#link;
    const current = this.#current.mark();
    return [
      ...this.#past.marks(),
      ...this.#generations.marks(),
      { ...current ? { ...current, isInside } : absent(this.path), ...this.#generations.standing },
    ];
  }

  poll(nowMs: number, maxLines: number, sink: RecordSink): number {
    this.#past.nowMs = nowMs;
    try {
      const size = this.#follow(nowMs, sink);
      this.#generations.settle(this.#search(nowMs));
      this.#generations.readLateWrites(this.#search(nowMs));
      if (this.#past.isReading) return this.#past.poll(maxLines, { generations: this.#generations, sink });
      const before = this.#generations.poll(nowMs, { maxLines, mode: this.#mode(nowMs), sink });
      if (before.isFirst) return before.bytes;
      const { pastArrival } = this.#generations.rotated;
      const { isTimed } = this.#past;
      const now = { nowMs, maxLines: maxLines - before.lines, mode: this.#mode(nowMs), pastArrival, isTimed, sink };
      const bytes = this.#current.read(size, now);
      this.#current.file?.flushWhenQuiet(nowMs, sink);
      return before.bytes + bytes;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#problem.note(error);
      return 0;
    }
  }

  finish(nowMs: number, sink: RecordSink): void {
    this.#generations.settle(this.#search(nowMs), { isLast: true });
    const isPast = this.#isPreexisting && this.#past.isTimed;
    const live = { mode: this.#mode(nowMs), preexisting: this.#isPreexisting };
    const arrival = isPast ? this.#generations.rotated.pastArrival : live;
    for (const file of this.#files()) file.flushPartialLine(arrival, sink);
  }

  close(): void {
    this.#past.close();
    this.#generations.close();
    this.#current.file?.close();
  }

  #files(): OpenFile[] {
    const { file } = this.#current;
    return [...this.#generations.rotated.files, ...(file ? [file] : [])];
  }

  #mode(nowMs: number): Mode {
    return this.isBehind(nowMs) ? "backlog" : "live";
  }

  #search(nowMs: number): Search {
    return { current: this.#current.file, isBacklog: this.isBehind(nowMs), nowMs };
  }

  #start(nowMs: number): void {
    const { from } = this.#options;
    const { marks, past } = this.#takeMarks();
    const wasRead = this.#open();
    this.#isPreexisting = marks.length === 0 && past.length === 0 && wasRead === undefined;
    if (this.#isPreexisting && from === "end") this.#current.file?.skipToEnd();
    if (this.#isPreexisting) this.#generations.beginNow(this.#current.file);
    else {
      const resumed = typeof wasRead === "object" ? wasRead : undefined;
      this.#generations.resume(marks, { ...this.#search(nowMs), resumed, isBacklog: true });
    }
    const isFirst = this.#isPreexisting && from === "beginning";
    this.#current.beginAt({ isFirst });
    const { file, pastEnd } = this.#current;
    const isNew = isFirst && file !== undefined;
    this.#past.start({ left: past, isFirst: isNew, pastEnd, generations: this.#generations, nowMs });
    this.#announce();
  }

  /** How far the last run has read what had the path; files that are to be read before it are none of the claims' concern. */
  #takeMarks(): { readonly marks: readonly FileCheckpoint[]; readonly past: readonly FileCheckpoint[] } {
    const { claims } = this.#options;
    const all = claims.left.filter((mark) => mark.path === this.path);
    const past = all.filter(({ isPast }) => isPast);
    for (const mark of all) if (mark.isPast || mark.isAbsent || (mark.isArchive && !mark.isDone)) claims.drop(mark);
    return { marks: all.filter((mark) => !mark.isPast), past };
  }

  /**
   * Opens what the path stands for, where nobody else reads it; returns how it was read before: by its mark, `true` where this run or somebody
   * else reads it, undefined where it was not.
   */
  #open(): FileCheckpoint | true | undefined {
    const { claims } = this.#options;
    try {
      const info = Deno.statSync(this.path);
      const isBack = this.#current.file = this.#generations.rotated.takeBack(info);
      if (isBack || claims.isTaken(info, this)) return true;
      const file = this.#openOwn();
      this.#current.file = file;
      const mark = claims.take(file, this);
      if (mark === undefined) return undefined;
      file.resume(mark);
      this.#current.pastEnd = mark.pastEnd ?? 0;
      return mark;
    } catch (error) {
      this.#problem.note(error);
      return undefined;
    } finally {
      if (this.#current.file) this.#problem.clear();
    }
  }

  #openOwn(): OpenFile {
    const file = new OpenFile(this.path, { openRule: this.#options.openRule });
    try {
      this.#link.assertMay(file);
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  #announce(): void {
    const { file, backlogBytes } = this.#current;
    if (!file) return;
    this.#options.onEvent({
      kind: "fileOpened",
      path: this.path,
      source: this.source,
      offset: file.offset,
      backlogBytes,
    });
  }

  /** Looks at what the path stands for now; returns the size of the current file. */
  #follow(nowMs: number, sink: RecordSink): number {
    const { file } = this.#current;
    const info = this.#look(nowMs, sink);
    if (info === undefined) return 0;
    if (file && isSameFile(info, file)) this.#watchForTruncation(file, info, nowMs, sink);
    else if (file || this.#unopened === undefined || !isSameFile(info, this.#unopened)) this.#change(info, nowMs, sink);
    else this.#open();
    return info.size;
  }

  /** Another file has the path. */
  #change(info: Deno.FileInfo, nowMs: number, sink: RecordSink): void {
    if (this.#current.file) this.#leave(this.#current.file, nowMs, sink);
    this.#open();
    this.#unopened = this.#current.file ? undefined : identityOf(info);
    this.#generations.change(this.#search(nowMs));
    this.#announce();
  }

  /** What the system says of the path; undefined where it has no file, which is taken note of. */
  #look(nowMs: number, sink: RecordSink): Deno.FileInfo | undefined {
    try {
      return Deno.statSync(this.path);
    } catch (error) {
      const { file } = this.#current;
      if (file && error instanceof Deno.errors.NotFound) this.#leave(file, nowMs, sink);
      this.#generations.watch(this.#search(nowMs));
      const mayComeBack = nowMs - this.#leftMs <= this.#options.windowMs;
      if (!mayComeBack) this.#problem.note(error);
      return undefined;
    }
  }

  /** It may have been truncated before it lost its name. */
  #leave(file: OpenFile, nowMs: number, sink: RecordSink): void {
    if (file.size < file.seen || !file.isIntact()) this.#restart(file, { nowMs, sink });
    this.#options.onEvent({ kind: "rotated", path: this.path, how: file.isLinked ? "renamed" : "removed" });
    const { pastEnd } = this.#current;
    this.#generations.leave(file, { isBacklog: this.isBehind(nowMs), pastEnd, nowMs });
    this.#current.file = undefined;
    this.#leftMs = nowMs;
    this.#beginAnew();
  }

  #beginAnew(): void {
    this.#seen = NOT_SEEN;
    this.#current.beginAnew();
    this.#isPreexisting = false;
  }

  #watchForTruncation(file: OpenFile, info: Deno.FileInfo, nowMs: number, sink: RecordSink): void {
    const before = this.#seen;
    const seen = this.#seen = { writtenMs: writtenMsOf(info), size: info.size, isUnread: file.seen === 0 };
    const isOther = seen.writtenMs !== before.writtenMs || seen.size !== before.size;
    const isSame = !isOther && info.size === file.seen;
    if (isSame || (info.size >= file.seen && file.isIntact())) {
      this.#generations.watchCopies(this.#search(nowMs));
      const mayBeTruncated = isOther && (seen.isUnread || before.isUnread);
      if (mayBeTruncated) this.#generations.change(this.#search(nowMs));
      return seen.isUnread ? undefined : this.#generations.see(seen.writtenMs);
    }
    this.#seen = before;
    this.#restart(file, { nowMs, sink });
    this.#beginAnew();
    this.#generations.change(this.#search(nowMs));
  }

  /** A file that was truncated is begun anew. */
  #restart(file: OpenFile, how: { readonly nowMs: number; readonly sink: RecordSink }): void {
    this.#options.onEvent({ kind: "rotated", path: this.path, how: "truncated" });
    this.#leaveTruncated(file, how);
    file.restart();
  }

  /** What was there and not read is read from the copy that rotation made of it, or is lost. */
  #leaveTruncated(
    file: OpenFile,
    { nowMs, sink }: { readonly nowMs: number; readonly sink: RecordSink },
  ): void {
    const { seen, most } = file;
    const mark = { ...file.mark(), writtenMs: this.#seen.writtenMs, hasLeft: true };
    const copied = this.#generations.truncate(mark, this.#search(nowMs));
    if (copied === undefined || copied <= file.givenTo) {
      file.flushPartialLine({ mode: this.#mode(nowMs), preexisting: false }, sink);
    }
    const lines = file.likelyLines(most - Math.max(seen, copied ?? 0) - file.keptUnread());
    if (lines === 0) return;
    const message = `"${this.path}" was truncated before it was read: at least ${lines} lines may be lost`;
    this.#options.onLost?.({ source: this.source, lines, reason: "truncated", message });
  }
}

/** The mark of a path that has no file. */
function absent(path: string): FileCheckpoint {
  const fingerprint = { length: 0, hash: "" };
  return { path, dev: 0, ino: 0, bornMs: 0, fingerprint, offset: 0, skipping: false, isAbsent: true };
}
