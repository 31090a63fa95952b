import { resolve } from "node:path";
import type { Loss, LossReason } from "../../../core/loss.ts";
import type { FieldNames } from "../../../core/mining/fields/field_roles.ts";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import type { Mode } from "../../../core/mode.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { AgentEvent } from "../../agent_event.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { LineSource } from "../line_source.ts";
import { PastFiles } from "../past/past_files.ts";
import { PastSlots } from "../past/past_slots.ts";
import { rotatedBefore } from "../past/rotated_before.ts";
import type { Arrival } from "../record_feed.ts";
import { findArchives } from "./archives.ts";
import type { FileClaims } from "./file_claims.ts";
import { isSameFile } from "./file_identity.ts";
import { fileProblem, isSystemError } from "./file_problem.ts";
import { youngestRotationMs } from "./file_search.ts";
import { FollowedLink } from "./followed_link.ts";
import { OpenFile } from "./open_file.ts";
import { ReadingProgress } from "./reading_progress.ts";
import { RotatedFiles } from "./rotated_files.ts";

export interface TailerOptions {
  readonly path: string;
  readonly source: string;
  readonly from: "beginning" | "end";
  readonly windowMs: number;
  /** @default 1000 */
  readonly slotMs?: number;
  /** See `AgentOptions.historyMs`. @default 0 */
  readonly historyMs?: number;
  /** See `AgentOptions.fields`. */
  readonly fields?: FieldNames;
  readonly claims: FileClaims;
  /** Which lines go on with a record. @default {none} */
  readonly openRule?: OpenRule;
  /** Whether the path is read also where it has become a link out of its folder. @default false */
  readonly followsLinks?: boolean;
  readonly onEvent: (event: AgentEvent) => void;
  /** There is something to poll for. */
  readonly onArrival?: () => void;
  /** Lines are lost. May be called while it is made. */
  readonly onLost?: (loss: Loss) => void;
}

/** Lines that were written while the agent was off. */
const RECOVERED: Arrival = { mode: "backlog", preexisting: false };

/** How finely a reader that lags by less than a window is timed. */
const MARKS_PER_WINDOW = 20;

/**
 * Follows a path through rotations, and gives out each line that is written under it once.
 *
 * A file that was renamed or removed is read to its end and watched a little longer; the one that takes its name is read from its
 * beginning, and so are those that had the name in between, where rotation kept them. A file that got shorter, or begins
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
  readonly #rotated: RotatedFiles;
  readonly #link: FollowedLink;
  #current: OpenFile | undefined;
  /** Bytes of the current file up to here were there when it was opened. */
  #backlogEnd = 0;
  /** Bytes up to here were there when it was opened for the first time, in this run (`#isPreexisting`) or in one before. */
  #pastEnd = 0;
  #isPreexisting = false;
  #past: PastFiles | undefined;
  readonly #progress: ReadingProgress;
  #changedMs = 0;
  /** When the path last lost its file, and when that file was created. */
  #leftMs = -Infinity;
  #leftBornMs = 0;
  /** When the youngest rotated file was created that is read or need not be. */
  #lookedMs = 0;
  /** Size of the current file when it was last looked at. */
  #size = 0;
  /** What was compressed while the agent was off. */
  #archives: PastFiles | undefined;
  #problem: string | undefined;
  #isAwaited = false;

  constructor(options: TailerOptions, nowMs: number) {
    this.#options = options;
    this.path = resolve(options.path);
    this.source = options.source;
    this.#rotated = new RotatedFiles(this, options.claims, options.openRule);
    const before = options.claims.left.find((mark) => mark.path === this.path && mark.isInside !== undefined);
    this.#link = new FollowedLink(this.path, before?.isInside, { isAsked: options.followsLinks });
    this.#progress = new ReadingProgress(nowMs, options.windowMs / MARKS_PER_WINDOW);
    this.#start(nowMs);
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  get readUpToMs(): number {
    return this.#progress.upToMs;
  }

  isBehind(nowMs: number): boolean {
    const isCatchingUp = this.#isReadingPast || this.#archives?.isReading || this.#rotated.hasBacklog;
    return this.#backlogEnd > 0 || isCatchingUp ||
      nowMs - this.#progress.upToMs > this.#options.windowMs;
  }

  lagBytes(): number {
    const past = (this.#past?.lagBytes ?? 0) + (this.#archives?.lagBytes ?? 0);
    return this.#files().reduce((sum, file) => sum + Math.max(0, file.size - file.seen), past);
  }

  pastBytes(): number {
    const { offset = 0 } = this.#current ?? {};
    return (this.#past?.lagBytes ?? 0) + this.#rotated.pastBytes + Math.max(0, this.#pastEnd - offset);
  }

  marks(): FileCheckpoint[] {
    const current = this.#current?.mark() ?? absent(this.path);
    const pastEnd = this.#pastEnd > 0 ? { pastEnd: this.#pastEnd } : {};
    return [
      ...this.#past?.marks() ?? [],
      ...this.#archives?.marks() ?? [],
      ...this.#rotated.marks(),
      { ...current, ...pastEnd, ...this.#current && { isInside: this.#link.isInside }, lookedMs: this.#lookedMs },
    ];
  }

  poll(nowMs: number, maxLines: number, sink: RecordSink): number {
    try {
      const size = this.#follow(nowMs, sink);
      if (this.#isReadingPast) return this.#past!.poll({ maxLines, arrival: this.#rotated.pastArrival, sink });
      if (this.#archives?.isReading) return this.#archives.poll({ maxLines, arrival: RECOVERED, sink });
      const before = this.#rotated.poll(nowMs, { maxLines, mode: this.#mode(nowMs), sink });
      const bytes = this.#readCurrent(size, { nowMs, maxLines: maxLines - before.lines, sink });
      this.#current?.flushWhenQuiet(nowMs, sink);
      return before.bytes + bytes;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#report(error);
      return 0;
    }
  }

  finish(nowMs: number, sink: RecordSink): void {
    const isPast = this.#isPreexisting && this.#past !== undefined;
    const live = { mode: this.#mode(nowMs), preexisting: this.#isPreexisting };
    const arrival = isPast ? this.#rotated.pastArrival : live;
    for (const file of this.#files()) file.flushPartialLine(arrival, sink);
  }

  close(): void {
    this.#past?.close();
    this.#archives?.close();
    for (const file of this.#files()) file.close();
  }

  #files(): OpenFile[] {
    return [...this.#rotated.files, ...(this.#current ? [this.#current] : [])];
  }

  get #isReadingPast(): boolean {
    return this.#past?.isReading ?? false;
  }

  #mode(nowMs: number): Mode {
    return this.isBehind(nowMs) ? "backlog" : "live";
  }

  #start(nowMs: number): void {
    const { claims, from } = this.#options;
    const { marks, past, archives } = this.#takeMarks();
    this.#leftBornMs = this.#lookedMs = youngestRotationMs(this.path);
    const wasRead = this.#open();
    this.#isPreexisting = marks.length === 0 && !wasRead;
    if (this.#isPreexisting && from === "end") this.#current?.skipToEnd();
    const plain = marks.filter((mark) => !mark.isArchive && claims.left.includes(mark));
    const unfound = plain.filter((mark) => !this.#rotated.resume(mark, nowMs));
    if (!wasRead && marks.length > 0) this.#recover(marks, { unfound, archives, nowMs });
    else this.#readArchives(archives);
    const { size = 0, offset = 0 } = this.#current ?? {};
    this.#backlogEnd = size > offset ? size : 0;
    if (this.#isPreexisting && from === "beginning" || this.#pastEnd > 0) this.#pastEnd = this.#backlogEnd;
    this.#startPast(past, nowMs);
    this.#announce();
  }

  /** Finds what was rotated, copied, moved or compressed while the agent was off, and tells what is not found. */
  #recover(marks: readonly FileCheckpoint[], { unfound, archives, nowMs }: {
    readonly unfound: readonly FileCheckpoint[];
    readonly archives: readonly FileCheckpoint[];
    readonly nowMs: number;
  }): void {
    const { claims } = this.#options;
    const current = this.#current;
    const active = unfound.filter(({ isDone }) => !isDone);
    const sinceMs = Math.max(0, ...marks.map(({ bornMs, lookedMs = 0 }) => Math.max(bornMs, lookedMs)));
    const uncopied = active.filter((mark) => {
      return this.#rotated.resumeCopy(mark, { isBacklog: true, nowMs }) === undefined;
    });
    const found = findArchives({ path: this.path, lost: uncopied, known: claims.left, sinceMs: sinceMs || Infinity });
    const copied = current && !this.#rotated.skipShared(current) ? claims.known(current, found.missing) : undefined;
    if (copied) current?.resume(copied);
    for (const mark of active) this.#settle(mark, found.missing.includes(mark) && mark !== copied);
    for (const path of found.unreadable) this.#lose(`Cannot read "${path}"`, { lines: 1, reason: "gone" });
    this.#addMissed(sinceMs, { isBacklog: true, nowMs });
    for (const mark of found.archives) claims.remember(mark);
    this.#readArchives([...archives, ...found.archives]);
  }

  /** What is known of a file that is found no more: its content is, were it compressed or copied later. */
  #settle(mark: FileCheckpoint, isMissing: boolean): void {
    const { claims } = this.#options;
    claims.drop(mark);
    claims.remember(mark);
    if (!isMissing) return;
    const isTruncated = this.#current !== undefined && isSameFile(mark, this.#current);
    const what = isTruncated ? "was truncated" : "is not found, nor a copy of it";
    const from = `"${mark.path}", read up to byte ${mark.offset}, ${what}`;
    this.#lose(`The rest of ${from}`, {
      lines: Math.max(1, mark.unread ?? 0),
      reason: isTruncated ? "truncated" : "gone",
    });
  }

  #lose(what: string, { lines, reason }: { readonly lines: number; readonly reason: LossReason }): void {
    this.#options.onLost?.({
      source: this.source,
      lines,
      reason,
      message: `${what}: at least ${lines} lines may be lost`,
    });
  }

  #readArchives(marks: readonly FileCheckpoint[]): void {
    if (marks.length === 0) return;
    const { path } = this;
    const { openRule, onEvent, onArrival = () => {} } = this.#options;
    const onProblem = (message: string) => onEvent({ kind: "fileProblem", path, message });
    this.#archives = new PastFiles({ path, marks, openRule, onProblem, onArrival });
  }

  /** How far the last run has read what had the path; files that are to be read before it are none of the claims' concern. */
  #takeMarks(): {
    readonly marks: readonly FileCheckpoint[];
    readonly past: readonly FileCheckpoint[];
    readonly archives: readonly FileCheckpoint[];
  } {
    const { claims } = this.#options;
    const all = claims.left.filter((mark) => mark.path === this.path);
    const past = all.filter(({ isPast }) => isPast);
    const archives = all.filter(({ isArchive, isDone }) => isArchive && !isDone);
    const absent = all.filter(({ isAbsent }) => isAbsent);
    for (const mark of [...past, ...archives, ...absent]) claims.drop(mark);
    return { marks: all.filter((mark) => !past.includes(mark) && !archives.includes(mark)), past, archives };
  }

  /** Reads the log's past by the time in its lines. `left`: rotated files that the last run has not read to their ends. */
  #startPast(left: readonly FileCheckpoint[], nowMs: number): void {
    const { path } = this;
    const { from, claims, onEvent, slotMs = 1_000, historyMs = 0, fields, openRule, onArrival = () => {} } =
      this.#options;
    const isFirst = this.#isPreexisting && from === "beginning" && this.#current !== undefined;
    if (historyMs === 0) return;
    const marks = isFirst ? rotatedBefore(path, { sinceMs: nowMs - historyMs, claims }) : left;
    if (marks.length === 0 && this.#pastEnd === 0 && !this.#rotated.hasPast) return;
    const slots = new PastSlots({ nowMs, slotMs, historyMs, timeKey: fields?.time });
    this.#rotated.pastArrival = { mode: "history", preexisting: true, slotOf: slots.slotOf };
    const onProblem = (message: string) => onEvent({ kind: "fileProblem", path, message });
    this.#past = new PastFiles({ path, marks, slots, openRule, onProblem, onArrival });
  }

  /** Opens what the path stands for, where nobody else reads it; returns whether it was read before. */
  #open(): boolean {
    const { claims } = this.#options;
    try {
      const info = Deno.statSync(this.path);
      const isBack = this.#current = this.#rotated.takeBack(info);
      if (isBack || claims.isTaken(info, this)) return true;
      const file = this.#openOwn();
      this.#current = file;
      const mark = claims.take(file, this);
      if (mark === undefined) return false;
      file.resume(mark);
      this.#pastEnd = mark.pastEnd ?? 0;
      return true;
    } catch (error) {
      this.#report(error);
      return false;
    } finally {
      if (this.#current) this.#problem = undefined;
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

  #addMissed(bornMs: number, how: { readonly isBacklog: boolean; readonly nowMs: number }): void {
    this.#rotated.addMissed({ path: this.path, bornMs, current: this.#current, ...how });
    this.#lookedMs = youngestRotationMs(this.path);
  }

  #announce(): void {
    if (!this.#current) return;
    const { offset } = this.#current;
    const backlogBytes = Math.max(0, this.#backlogEnd - offset);
    this.#options.onEvent({ kind: "fileOpened", path: this.path, source: this.source, offset, backlogBytes });
  }

  #report(error: unknown): void {
    const message = fileProblem(this.path, error);
    this.#isAwaited = error instanceof Deno.errors.NotFound;
    if (message === this.#problem) return;
    this.#problem = message;
    this.#options.onEvent({ kind: "fileProblem", path: this.path, message });
  }

  /** Looks at what the path stands for now; returns the size of the current file. */
  #follow(nowMs: number, sink: RecordSink): number {
    const current = this.#current;
    let info: Deno.FileInfo;
    try {
      info = Deno.statSync(this.path);
    } catch (error) {
      if (current && error instanceof Deno.errors.NotFound) this.#leave(current, nowMs);
      const mayComeBack = nowMs - this.#leftMs <= this.#options.windowMs;
      if (!mayComeBack) this.#report(error);
      return this.#current?.size ?? 0;
    }
    if (current && isSameFile(info, current)) {
      this.#watchForTruncation(current, info, nowMs, sink);
    } else {
      if (current) this.#leave(current, nowMs);
      const wasRead = this.#open();
      if (this.#current && !wasRead) this.#rotated.skipShared(this.#current);
      this.#addMissed(this.#leftBornMs, { isBacklog: this.isBehind(nowMs), nowMs });
      this.#announce();
    }
    return info.size;
  }

  #leave(file: OpenFile, nowMs: number): void {
    this.#options.onEvent({ kind: "rotated", path: this.path, how: file.isLinked ? "renamed" : "removed" });
    this.#rotated.add(file, { isBacklog: this.isBehind(nowMs), pastEnd: this.#pastEnd, nowMs });
    this.#current = undefined;
    this.#leftMs = nowMs;
    this.#leftBornMs = Math.max(file.bornMs, this.#lookedMs);
    this.#beginAnew();
  }

  #beginAnew(): void {
    this.#size = 0;
    this.#progress.restart();
    this.#backlogEnd = 0;
    this.#pastEnd = 0;
    this.#isPreexisting = false;
  }

  #watchForTruncation(file: OpenFile, info: Deno.FileInfo, nowMs: number, sink: RecordSink): void {
    const changedMs = info.mtime?.getTime() ?? 0;
    const isChanged = changedMs !== this.#changedMs || info.size !== file.seen;
    const sizeBefore = this.#size;
    this.#changedMs = changedMs;
    this.#size = info.size;
    if (!isChanged || (info.size >= file.seen && file.isIntact())) return;
    this.#options.onEvent({ kind: "rotated", path: this.path, how: "truncated" });
    this.#leaveTruncated(file, sizeBefore, { nowMs, sink });
    file.restart();
    this.#beginAnew();
  }

  /** What was there and not read is read from the copy that rotation made of it, or is lost. */
  #leaveTruncated(file: OpenFile, size: number, { nowMs, sink }: {
    readonly nowMs: number;
    readonly sink: RecordSink;
  }): void {
    const { seen } = file;
    const mark = file.mark();
    const isBacklog = this.isBehind(nowMs);
    const copied = seen > 0 ? this.#rotated.resumeCopy(mark, { isBacklog, nowMs }) : undefined;
    if (copied === undefined) file.flushPartialLine({ mode: this.#mode(nowMs), preexisting: false }, sink);
    this.#options.claims.remember(mark);
    this.#lookedMs = youngestRotationMs(this.path);
    const lines = file.likelyLines(size - Math.max(seen, copied ?? 0));
    if (lines > 0) this.#lose(`"${this.path}" was truncated before it was read`, { lines, reason: "truncated" });
  }

  #readCurrent(
    size: number,
    { nowMs, maxLines, sink }: { readonly nowMs: number; readonly maxLines: number; readonly sink: RecordSink },
  ): number {
    const file = this.#current;
    if (!file || size === file.seen) {
      if (this.#pastEnd > 0 && this.#past !== undefined) file?.flushRecord(sink);
      this.#backlogEnd = this.#pastEnd = 0;
      this.#progress.isAtEnd(nowMs);
      return 0;
    }
    this.#progress.saw(size, file.seen, nowMs);
    if (maxLines <= 0) return 0;
    const isPast = this.#pastEnd > 0, isBacklog = this.#backlogEnd > 0;
    const limit = isPast ? this.#pastEnd : isBacklog ? this.#backlogEnd : Infinity;
    const arrival = isPast ? this.#rotated.pastArrival : { mode: this.#mode(nowMs), preexisting: false };
    const { bytes, atEnd } = file.readLines({ limit, maxLines, arrival, sink });
    if (atEnd && isPast && this.#past !== undefined) file.flushRecord(sink);
    if (atEnd && isPast) this.#endPast(file, nowMs);
    else if (atEnd && isBacklog) this.#backlogEnd = 0;
    else if (atEnd) this.#progress.isAtEnd(nowMs);
    else this.#progress.hasRead(file.seen);
    return bytes;
  }

  /** The past has been read; what was written meanwhile is past as well, where that is more than a window old by now. */
  #endPast(file: OpenFile, nowMs: number): void {
    const { size, seen } = file;
    if (size > seen) this.#progress.hasRead(seen);
    else this.#progress.isAtEnd(nowMs);
    const isLate = nowMs - this.#progress.upToMs > this.#options.windowMs;
    this.#pastEnd = this.#past !== undefined && isLate && size > seen ? size : 0;
    this.#backlogEnd = 0;
  }
}

/** The mark of a path that has no file. */
function absent(path: string): FileCheckpoint {
  const fingerprint = { length: 0, hash: "" };
  return { path, dev: 0, ino: 0, bornMs: 0, fingerprint, offset: 0, skipping: false, isAbsent: true };
}
