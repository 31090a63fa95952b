import type { Mode } from "../../../core/mode.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { OpenRule } from "../../../core/mining/records/record_rule.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { Arrival } from "../record_feed.ts";
import type { FileClaims } from "./file_claims.ts";
import { type Identity, isSameFile } from "./file_identity.ts";
import { sharedBytes } from "./file_copies.ts";
import { isSystemError } from "./file_problem.ts";
import { pathOf, plainRotations } from "./file_search.ts";
import { OpenFile, type ReadOutcome } from "./open_file.ts";

/** A writer may go on with a file for this long after it was renamed or removed. */
const ROTATE_WAIT_MS = 5_000;

const AT_END: ReadOutcome = { bytes: 0, lines: 0, atEnd: true };

interface RotatedFile {
  readonly file: OpenFile;
  /** Whether its rest is backlog. */
  isBacklog: boolean;
  /** Bytes up to here are the log's past, see `FileCheckpoint.pastEnd`. */
  pastEnd: number;
  idleSinceMs: number;
}

/** Where files are to be looked for that nobody has seen. */
export interface MissedSearch {
  readonly path: string;
  readonly bornMs: number;
  readonly current: OpenFile | undefined;
  readonly isBacklog: boolean;
  readonly nowMs: number;
}

/** How a file that has left its path is read. */
export interface Leaving {
  readonly isBacklog: boolean;
  /** Bytes up to here are the log's past. @default 0 */
  readonly pastEnd?: number;
  readonly nowMs: number;
}

interface RotatedPath {
  readonly followedAs: string;
  readonly current?: OpenFile | undefined;
  readonly isBacklog: boolean;
  readonly nowMs: number;
}

/** Files under an old name, or under none, that are read to their end and whose last lines are still awaited. */
export class RotatedFiles {
  readonly #owner: object;
  readonly #claims: FileClaims;
  readonly #openRule: OpenRule | undefined;
  #files: RotatedFile[] = [];

  /** How lines of the log's past come. */
  pastArrival: Arrival = { mode: "backlog", preexisting: true };

  /** `openRule` says which lines go on with a record. */
  constructor(owner: object, claims: FileClaims, openRule?: OpenRule) {
    this.#owner = owner;
    this.#claims = claims;
    this.#openRule = openRule;
  }

  /** Whether one of them still has backlog to read. */
  get hasBacklog(): boolean {
    return this.#files.some((each) => each.isBacklog);
  }

  /** Whether one of them still has some of the log's past to read. */
  get hasPast(): boolean {
    return this.#files.some((each) => each.pastEnd > 0);
  }

  /** Bytes of the log's past that are left in them. */
  get pastBytes(): number {
    return this.#files.reduce((sum, { file, pastEnd }) => sum + Math.max(0, pastEnd - file.offset), 0);
  }

  get files(): OpenFile[] {
    return this.#files.map((each) => each.file);
  }

  marks(): FileCheckpoint[] {
    return this.#files.map(({ file, pastEnd }) => ({ ...file.mark(), ...pastEnd > 0 ? { pastEnd } : {} }));
  }

  /** A file has left its path; its owner has claimed it. */
  add(file: OpenFile, { isBacklog, pastEnd = 0, nowMs }: Leaving): void {
    this.#files.push({ file, isBacklog, pastEnd, idleSinceMs: nowMs });
  }

  /** Goes on with a file that was renamed or moved while the agent was off; false where it is not found. */
  resume(mark: FileCheckpoint, nowMs: number): boolean {
    const path = pathOf(mark);
    if (path === undefined) return false;
    this.#open(path, { followedAs: mark.path, isBacklog: true, nowMs });
    return true;
  }

  /** Goes on with a copy of a file that is no more as it was; returns its size, or undefined where there is none. */
  resumeCopy(mark: FileCheckpoint, { isBacklog, nowMs }: { readonly isBacklog: boolean; readonly nowMs: number }) {
    for (const { path } of plainRotations(mark.path).toReversed()) {
      const file = this.#tryOpen(path, mark.path);
      if (file === undefined) continue;
      if (file.holds(mark)) {
        file.resume(mark);
        this.#claims.take(file, this.#owner);
        this.add(file, { isBacklog, pastEnd: mark.pastEnd, nowMs });
        return file.size;
      }
      file.close();
    }
    return undefined;
  }

  /** Reads files that had `path` after the one created at `bornMs`, and are renamed already; of copies what is not in the original. */
  addMissed({ path, bornMs, current, isBacklog, nowMs }: MissedSearch): void {
    if (bornMs === 0) return;
    for (const missed of plainRotations(path).filter((each) => each.bornMs > bornMs)) {
      if (current && isSameFile(missed, current)) continue;
      this.#open(missed.path, { followedAs: path, current, isBacklog, nowMs });
    }
  }

  /** Takes a file out that has come back. */
  takeBack(identity: Identity): OpenFile | undefined {
    const found = this.#files.find(({ file }) => isSameFile(file, identity));
    this.#files = this.#files.filter((each) => each !== found);
    return found?.file;
  }

  /** Reads at most a chunk of each. What has been idle for `ROTATE_WAIT_MS` is closed, a line without a newline given out. */
  poll(
    nowMs: number,
    { maxLines, mode, sink }: { readonly maxLines: number; readonly mode: Mode; readonly sink: RecordSink },
  ): { readonly lines: number; readonly bytes: number } {
    const arrival = { mode, preexisting: false };
    let [lines, bytes] = [0, 0];
    for (const rotated of this.#files) {
      const { file } = rotated;
      const how = rotated.pastEnd > 0
        ? { limit: rotated.pastEnd, arrival: this.pastArrival }
        : { limit: Infinity, arrival };
      const request = { ...how, maxLines: maxLines - lines, sink };
      const read = file.size > file.seen ? file.readLines(request) : AT_END;
      if (read.atEnd && rotated.pastEnd > 0 && this.pastArrival.mode === "history") file.flushRecord(sink);
      else file.flushWhenQuiet(nowMs, sink);
      lines += read.lines;
      bytes += read.bytes;
      if (read.atEnd && rotated.pastEnd === 0) rotated.isBacklog = false;
      else if (read.atEnd) rotated.pastEnd = 0;
      if (read.bytes > 0 || !read.atEnd) rotated.idleSinceMs = nowMs;
      if (nowMs - rotated.idleSinceMs >= ROTATE_WAIT_MS) this.#close(rotated, arrival, sink);
    }
    return { lines, bytes };
  }

  #open(path: string, { followedAs, current, isBacklog, nowMs }: RotatedPath): void {
    const file = this.#tryOpen(path, followedAs);
    if (file === undefined) return;
    const taken = this.#claims.take(file, this.#owner);
    const mark = taken ?? (this.skipShared(file, current) ? undefined : this.#claims.known(file));
    if (mark) file.resume(mark);
    this.add(file, { isBacklog, pastEnd: mark?.pastEnd, nowMs });
  }

  /** Leaves out what a file has from one that is being read; false where it has nothing. */
  skipShared(file: OpenFile, current?: OpenFile): boolean {
    const shared = sharedBytes(file, [...this.files, ...(current ? [current] : [])]);
    if (shared > 0) file.skipTo(shared);
    return shared > 0;
  }

  /** Undefined for a file that is gone, or that somebody reads. */
  #tryOpen(path: string, followedAs: string): OpenFile | undefined {
    const file = tryOpen(path, { followedAs, openRule: this.#openRule });
    const isRead = file !== undefined &&
      (this.#claims.isTaken(file, this.#owner) || this.files.some((own) => isSameFile(own, file)));
    if (!isRead) return file;
    file.close();
    return undefined;
  }

  #close(rotated: RotatedFile, arrival: Arrival, sink: RecordSink): void {
    const { file } = rotated;
    file.flushPartialLine(arrival, sink);
    this.#claims.give(file.mark(), this.#owner);
    file.close();
    this.#files = this.#files.filter((each) => each !== rotated);
  }
}

/** A file that can't be opened any more is gone. */
function tryOpen(path: string, how: { followedAs: string; openRule?: OpenRule }): OpenFile | undefined {
  try {
    return new OpenFile(path, how);
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
