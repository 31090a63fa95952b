import type { Mode } from "../core/mode.ts";
import type { FileClaims } from "./file_claims.ts";
import { isSameFile } from "./file_identity.ts";
import type { LineSink } from "./line_sink.ts";
import { OpenFile, type ReadOutcome } from "./open_file.ts";

/** A writer may go on with a file for this long after it was renamed or removed. */
const ROTATE_WAIT_MS = 5_000;

const AT_END: ReadOutcome = { bytes: 0, lines: 0, atEnd: true };

interface LeavingFile {
  readonly file: OpenFile;
  /** Whether its rest is backlog. */
  isBacklog: boolean;
  idleSinceMs: number;
}

/** Files under an old name, or under none, that are read to their end and whose last lines are still awaited. */
export class LeavingFiles {
  readonly #owner: object;
  readonly #claims: FileClaims;
  #files: LeavingFile[] = [];

  constructor(owner: object, claims: FileClaims) {
    this.#owner = owner;
    this.#claims = claims;
  }

  /** Whether one of them still has backlog to read. */
  get hasBacklog(): boolean {
    return this.#files.some((each) => each.isBacklog);
  }

  get files(): OpenFile[] {
    return this.#files.map((each) => each.file);
  }

  /** A file has left its path; its owner has claimed it. */
  add(file: OpenFile, isBacklog: boolean, nowMs: number): void {
    this.#files.push({ file, isBacklog, idleSinceMs: nowMs });
  }

  /** Takes a file out that has come back. */
  takeBack(identity: { readonly dev: number; readonly ino: number | null }): OpenFile | undefined {
    const found = this.#files.find(({ file }) => isSameFile(file, identity));
    this.#files = this.#files.filter((each) => each !== found);
    return found?.file;
  }

  /** Reads at most a chunk of each. What has been idle for `ROTATE_WAIT_MS` is closed, a line without a newline given out. */
  poll(
    nowMs: number,
    { maxLines, mode, sink }: { readonly maxLines: number; readonly mode: Mode; readonly sink: LineSink },
  ): { readonly lines: number; readonly bytes: number } {
    let [lines, bytes] = [0, 0];
    for (const leaving of this.#files) {
      const { file } = leaving;
      const onLine = sink.chunk(mode, false);
      const read = file.size > file.seen ? file.readLines(Infinity, maxLines - lines, onLine) : AT_END;
      lines += read.lines;
      bytes += read.bytes;
      if (read.atEnd) leaving.isBacklog = false;
      if (read.bytes > 0 || !read.atEnd) leaving.idleSinceMs = nowMs;
      if (nowMs - leaving.idleSinceMs >= ROTATE_WAIT_MS) this.#close(leaving, sink.chunk(mode, false));
    }
    return { lines, bytes };
  }

  #close(leaving: LeavingFile, onLine: Parameters<OpenFile["giveUpHeldLine"]>[0]): void {
    const { file } = leaving;
    file.giveUpHeldLine(onLine);
    this.#claims.give(file.mark(), this.#owner);
    file.close();
    this.#files = this.#files.filter((each) => each !== leaving);
  }
}
