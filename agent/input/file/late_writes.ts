import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { identityOf, isSameFile } from "./file_identity.ts";
import { orNothing } from "./file_problem.ts";
import { pathOf } from "./file_search.ts";

/** Between two looks, milliseconds. */
const EVERY_MS = 1_000;

/** As many of a log's files are looked at: a writer that missed one rotation is told of the next one. */
const MOST_FILES = 2;

interface GivenUp {
  readonly mark: FileCheckpoint;
  /** Where it was last; undefined: to be looked for. */
  path?: string;
  /** Whether it had more at the look before. */
  hasGrown: boolean;
}

/** A file that has more than was read of it. */
export interface GrownFile {
  readonly path: string;
  readonly mark: FileCheckpoint;
}

/**
 * Files that were read to their ends and given up, whose writer may go on with them all the same, as long as nobody tells it of the rotation. Costs
 * a question to the system a second for each.
 */
export class LateWrites {
  #files: readonly GivenUp[] = [];
  #nextMs = 0;

  /** A file was read as far as its mark says. */
  add(mark: FileCheckpoint): void {
    const others = this.#files.filter((each) => !isSameFile(each.mark, mark));
    this.#files = [...others, { mark, hasGrown: false }].slice(-MOST_FILES);
  }

  /** Files that have more than `readUpTo` says, and had at the look before: what was added to them by a rotation is known as read by then. */
  look(nowMs: number, readUpTo: (mark: FileCheckpoint) => number): GrownFile[] {
    if (nowMs < this.#nextMs) return [];
    this.#nextMs = nowMs + EVERY_MS;
    return this.#files.flatMap((each) => {
      const size = this.#sizeOf(each), had = each.hasGrown;
      each.hasGrown = size > readUpTo(each.mark);
      return had && each.hasGrown ? [{ path: each.path!, mark: each.mark }] : [];
    });
  }

  /** 0 where it is gone: then it is not looked for again. */
  #sizeOf(each: GivenUp): number {
    const info = each.path === undefined ? undefined : orNothing(() => Deno.statSync(each.path!));
    if (info && isSameFile(identityOf(info), each.mark)) return info.size;
    each.path = pathOf(each.mark);
    if (each.path === undefined) this.#files = this.#files.filter((other) => other !== each);
    return 0;
  }
}
