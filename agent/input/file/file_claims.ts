import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { type Identity, isSameFile } from "./file_identity.ts";
import type { OpenFile } from "./open_file.ts";

/** As many marks are kept of each log's files that were given up, and those of the newest by time, which may be found again. */
const MOST_GIVEN = 20, NEWEST_MS = 10_000;

/**
 * Sees to it that a file is read by one tailer at a time, and by the next one from where the last one stopped. Where `app.log` and
 * `app.log.1` are both followed, rotation gives the second path the file that the first has read.
 */
export class FileClaims {
  #claims: { readonly owner: object; readonly file: Identity }[] = [];
  #left: FileCheckpoint[];
  #given: FileCheckpoint[];
  readonly #followed: ReadonlySet<string>;

  /** `left`: how far files were read by the last run; `followed`: all paths that are followed, resolved. */
  constructor(left: readonly FileCheckpoint[] = [], followed: Iterable<string> = []) {
    this.#left = left.filter(({ isDone }) => !isDone);
    this.#given = left.filter(({ isDone }) => isDone);
    this.#followed = new Set(followed);
  }

  /** Whether a path is followed for itself. */
  isFollowed(path: string): boolean {
    return this.#followed.has(path);
  }

  /** How far files were read that nobody reads now: part of the checkpoint. */
  get left(): readonly FileCheckpoint[] {
    return [...this.#left, ...this.#given];
  }

  /** Whether another than `owner` reads the file. */
  isTaken(file: Identity, owner: object): boolean {
    return this.#claims.some((claim) => claim.owner !== owner && isSameFile(claim.file, file));
  }

  /** Takes a file that is not taken; returns how far it was read before, if it was: its inode and its content say so. */
  take(file: OpenFile, owner: object): FileCheckpoint | undefined {
    this.#claims.push({ owner, file });
    const mark = this.left.find((each) => isSameFile(each, file) && file.holds(each));
    if (mark) this.drop(mark);
    return mark;
  }

  /** Forgets a file that is gone. */
  drop(mark: FileCheckpoint): void {
    this.#left = this.#left.filter((each) => each !== mark);
    this.#given = this.#given.filter((each) => each !== mark);
  }

  /** Gives a file up, read as far as `mark` says. */
  give(mark: FileCheckpoint, owner: object): void {
    this.#claims = this.#claims.filter((claim) => claim.owner !== owner || !isSameFile(claim.file, mark));
    this.remember(mark);
  }

  /** Keeps in mind how far content was read whose file is no more. */
  remember(mark: FileCheckpoint): void {
    const own = [...this.#given.filter(({ path }) => path === mark.path), { ...mark, isDone: true }];
    const newestMs = Math.max(...own.map(({ writtenMs = 0 }) => writtenMs)) - NEWEST_MS;
    const isKept = ({ writtenMs = 0 }: FileCheckpoint, at: number) =>
      at >= own.length - MOST_GIVEN || writtenMs > newestMs;
    this.#given = [...this.#given.filter(({ path }) => path !== mark.path), ...own.filter(isKept)];
  }
}
