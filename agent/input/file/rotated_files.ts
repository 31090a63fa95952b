import type { Mode } from "../../../core/mode.ts";
import type { RecordSink } from "../../../counting/log_record.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import type { Arrival } from "../record_feed.ts";
import type { FileClaims } from "./file_claims.ts";
import { type Identity, isSameFile } from "./file_identity.ts";
import type { OpenFile, ReadOutcome } from "./open_file.ts";

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

/** How a file that has left its path is read. */
export interface Leaving {
  readonly isBacklog: boolean;
  /** Bytes up to here are the log's past. @default 0 */
  readonly pastEnd?: number;
  readonly nowMs: number;
}

/** Files under an old name, or under none, that are read to their end and whose last lines are still awaited. */
export class RotatedFiles {
  readonly #owner: object;
  readonly #claims: FileClaims;
  readonly #onGiven: (mark: FileCheckpoint) => void;
  #files: RotatedFile[] = [];

  /** How lines of the log's past come. */
  pastArrival: Arrival = { mode: "backlog", preexisting: true };

  /** `onGiven` is told how far a file was read that is closed. */
  constructor(owner: object, claims: FileClaims, onGiven: (mark: FileCheckpoint) => void) {
    this.#owner = owner;
    this.#claims = claims;
    this.#onGiven = onGiven;
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
    return this.#files.map(({ file, pastEnd }) => ({
      ...file.mark(),
      hasLeft: true,
      ...pastEnd > 0 ? { pastEnd } : {},
    }));
  }

  /** A file has left its path; its owner has claimed it. */
  add(file: OpenFile, { isBacklog, pastEnd = 0, nowMs }: Leaving): void {
    this.#files.push({ file, isBacklog, pastEnd, idleSinceMs: nowMs });
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

  #close(rotated: RotatedFile, arrival: Arrival, sink: RecordSink): void {
    const { file } = rotated;
    file.flushPartialLine(arrival, sink);
    const mark = file.mark();
    this.#claims.give(mark, this.#owner);
    this.#onGiven(mark);
    file.close();
    this.#files = this.#files.filter((each) => each !== rotated);
  }
}
