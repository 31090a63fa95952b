import { resolve } from "node:path";
import type { Mode } from "../core/mode.ts";
import type { AgentEvent } from "./agent_event.ts";
import { isSameFile } from "./file_identity.ts";
import type { LineSource } from "./line_source.ts";
import type { LineSink } from "./line_sink.ts";
import { OpenFile, type ReadOutcome } from "./open_file.ts";
import type { FileMark } from "./position.ts";
import { findMarkedFile } from "./find_marked_file.ts";
import { fileProblem } from "./file_problem.ts";

/** A writer may go on with a file for this long after it was renamed or removed. */
const ROTATE_WAIT_MS = 5_000;

const AT_END: ReadOutcome = { bytes: 0, lines: 0, atEnd: true };

export interface TailerOptions {
  readonly path: string;
  readonly source: string;
  readonly from: "beginning" | "end";
  readonly windowMs: number;
  /** What the last run had read under this path. */
  readonly marks: readonly FileMark[];
  readonly onEvent: (event: AgentEvent) => void;
}

/** A file under an old name, or under none, whose last lines are still awaited. */
interface LeavingFile {
  readonly file: OpenFile;
  /** Whether its rest is backlog. */
  isBacklog: boolean;
  idleSinceMs: number;
}

/**
 * Follows a path through rotations, and gives out each line that is written under it once.
 *
 * A file that was renamed or removed is read to its end, and watched for `ROTATE_WAIT_MS` more; the one that takes its name is
 * read from its beginning. A file that got shorter, or begins with other bytes, was truncated and is read from its beginning.
 * A last line without a newline is held back until the newline comes or the file goes.
 */
export class Tailer implements LineSource {
  readonly path: string;
  readonly source: string;
  readonly isDone = false;
  readonly #options: TailerOptions;
  readonly #leaving: LeavingFile[] = [];
  #current: OpenFile | undefined;
  /** Bytes of the current file up to here were there when it was opened; `#isInitial` when that was the first time. */
  #backlogEnd = 0;
  #isInitial = false;
  #lastAtEndMs: number;
  #changedMs = 0;
  #leftMs = -Infinity;
  #problem: string | undefined;

  constructor(options: TailerOptions, nowMs: number) {
    this.#options = options;
    this.path = resolve(options.path);
    this.source = options.source;
    this.#lastAtEndMs = nowMs;
    this.#resume(nowMs);
  }

  /** Why the path can't be read now, or undefined. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** When the end of the file was last reached, agent's time. */
  get lastAtEndMs(): number {
    return this.#lastAtEndMs;
  }

  /** Whether lines are read now that are not live. */
  isBehind(nowMs: number): boolean {
    return this.#backlogEnd > 0 || this.#leaving.some((each) => each.isBacklog) || this.#isLagging(nowMs);
  }

  /** Bytes that are not read yet. */
  lagBytes(): number {
    return this.#files().reduce((sum, file) => sum + Math.max(0, file.size - file.seen), 0);
  }

  marks(): FileMark[] {
    return this.#files().map((file) => file.mark());
  }

  /** Reads at most a chunk of each of its files. */
  poll(nowMs: number, maxLines: number, sink: LineSink): number {
    const before = this.#pollLeaving(nowMs, maxLines, sink);
    const size = this.#follow(nowMs, sink);
    return before.bytes + this.#readCurrent(size, { nowMs, maxLines: maxLines - before.lines, sink });
  }

  finish(nowMs: number, sink: LineSink): void {
    for (const file of this.#files()) file.giveUpHeldLine(sink.chunk(this.#mode(nowMs), this.#isInitial));
  }

  close(): void {
    for (const file of this.#files()) file.close();
    this.#current = undefined;
    this.#leaving.length = 0;
  }

  #files(): OpenFile[] {
    return [...this.#leaving.map(({ file }) => file), ...(this.#current ? [this.#current] : [])];
  }

  #resume(nowMs: number): void {
    const { marks, from } = this.#options;
    this.#open();
    const current = this.#current;
    const mark = current && marks.find((each) => isSameFile(each, current));
    const isKnown = mark !== undefined && current!.resume(mark);
    if (current && marks.length === 0 && from === "end") current.skipToEnd();
    if (current) this.#backlogEnd = current.size > current.offset ? current.size : 0;
    this.#isInitial = marks.length === 0;
    for (const other of marks) {
      if (isKnown && other === mark) continue;
      const file = findMarkedFile(other);
      if (file) this.#leaving.push({ file, isBacklog: true, idleSinceMs: nowMs });
    }
    if (current) this.#announce(current);
    if (this.#backlogEnd === 0) this.#lastAtEndMs = nowMs;
  }

  #announce(file: OpenFile): void {
    const { path, source } = this;
    const backlogBytes = Math.max(0, this.#backlogEnd - file.offset);
    this.#options.onEvent({ kind: "fileOpened", path, source, offset: file.offset, backlogBytes });
  }

  #open(): void {
    try {
      this.#current = new OpenFile(this.path);
      this.#problem = undefined;
    } catch (error) {
      this.#report(fileProblem(this.path, error));
    }
  }

  #report(message: string): void {
    if (message === this.#problem) return;
    this.#problem = message;
    this.#options.onEvent({ kind: "fileProblem", path: this.path, message });
  }

  #isLagging(nowMs: number): boolean {
    return nowMs - this.#lastAtEndMs > this.#options.windowMs;
  }

  #mode(nowMs: number): Mode {
    return this.isBehind(nowMs) ? "backlog" : "live";
  }

  #pollLeaving(nowMs: number, maxLines: number, sink: LineSink): { lines: number; bytes: number } {
    let lines = 0;
    let bytes = 0;
    for (const leaving of [...this.#leaving]) {
      const { file } = leaving;
      const onLine = sink.chunk(this.#mode(nowMs), false);
      const read = file.size > file.seen ? file.readLines(Infinity, maxLines - lines, onLine) : AT_END;
      lines += read.lines;
      bytes += read.bytes;
      if (!read.atEnd) continue;
      leaving.isBacklog = false;
      if (read.bytes > 0) leaving.idleSinceMs = nowMs;
      if (nowMs - leaving.idleSinceMs < ROTATE_WAIT_MS) continue;
      file.giveUpHeldLine(onLine);
      file.close();
      this.#leaving.splice(this.#leaving.indexOf(leaving), 1);
    }
    return { lines, bytes };
  }

  /** Looks at what the path stands for now; returns the size of the current file. */
  #follow(nowMs: number, sink: LineSink): number {
    const current = this.#current;
    let info: Deno.FileInfo;
    try {
      info = Deno.statSync(this.path);
    } catch (error) {
      if (current && error instanceof Deno.errors.NotFound) this.#leave(current, nowMs);
      const mayComeBack = nowMs - this.#leftMs <= this.#options.windowMs;
      if (!mayComeBack) this.#report(fileProblem(this.path, error));
      return this.#current?.size ?? 0;
    }
    if (current && isSameFile(info, current)) {
      this.#watchForTruncation(current, info, nowMs, sink);
      return info.size;
    }
    if (current) this.#leave(current, nowMs);
    this.#open();
    if (this.#current) this.#announce(this.#current);
    return info.size;
  }

  #leave(file: OpenFile, nowMs: number): void {
    this.#options.onEvent({ kind: "rotated", path: this.path, how: file.isLinked ? "renamed" : "removed" });
    this.#leaving.push({ file, isBacklog: this.isBehind(nowMs), idleSinceMs: nowMs });
    this.#current = undefined;
    this.#leftMs = nowMs;
    this.#backlogEnd = 0;
    this.#isInitial = false;
  }

  #watchForTruncation(file: OpenFile, info: Deno.FileInfo, nowMs: number, sink: LineSink): void {
    const changedMs = info.mtime?.getTime() ?? 0;
    const isChanged = changedMs !== this.#changedMs || info.size !== file.seen;
    this.#changedMs = changedMs;
    if (!isChanged || (info.size >= file.seen && file.isIntact())) return;
    file.giveUpHeldLine(sink.chunk(this.#mode(nowMs), false));
    file.restart();
    this.#backlogEnd = 0;
    this.#isInitial = false;
    this.#options.onEvent({ kind: "rotated", path: this.path, how: "truncated" });
  }

  #readCurrent(size: number, { nowMs, maxLines, sink }: { nowMs: number; maxLines: number; sink: LineSink }): number {
    const file = this.#current;
    if (!file || size === file.seen) {
      this.#backlogEnd = 0;
      this.#lastAtEndMs = nowMs;
      return 0;
    }
    if (maxLines <= 0) return 0;
    const isBacklog = this.#backlogEnd > 0;
    const limit = isBacklog ? this.#backlogEnd : Infinity;
    const onLine = sink.chunk(this.#mode(nowMs), isBacklog && this.#isInitial);
    const { bytes, atEnd } = file.readLines(limit, maxLines, onLine);
    if (atEnd && isBacklog) this.#backlogEnd = 0;
    else if (atEnd) this.#lastAtEndMs = nowMs;
    return bytes;
  }
}
