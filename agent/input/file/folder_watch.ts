import { orNothing } from "./file_problem.ts";
import { writtenMsOf } from "./file_identity.ts";

/** What happened in a folder since it was last looked at; `settling`: perhaps something, see {@linkcode FolderWatch}. */
export type FolderChange = "none" | "settling" | "changed";

/**
 * Says whether something was made, renamed or removed in a folder. What comes within one step of the file system's clock, some milliseconds long,
 * has the same time: after a change, and after the watch has begun, the next look can't be sure that there was no other one.
 */
export class FolderWatch {
  readonly #folder: string;
  #changedMs: number;
  #isSettling = true;

  constructor(folder: string) {
    this.#folder = folder;
    this.#changedMs = changedMsOf(folder);
  }

  /** What happened since the last look. */
  look(): FolderChange {
    const changedMs = changedMsOf(this.#folder), wasSettling = this.#isSettling;
    this.#isSettling = changedMs !== this.#changedMs;
    this.#changedMs = changedMs;
    if (this.#isSettling) return "changed";
    return wasSettling ? "settling" : "none";
  }
}

/** 0 where there is no such folder. */
function changedMsOf(folder: string): number {
  return orNothing(() => writtenMsOf(Deno.statSync(folder))) ?? 0;
}
