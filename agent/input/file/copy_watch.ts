import { dirname } from "node:path";
import { rotationsBeside } from "./file_search.ts";
import { FolderWatch } from "./folder_watch.ts";

/** Between two looks, milliseconds: at least, and at most where a folder changes all the time, but nothing of the log in it. */
const LEAST_MS = 1_000, MOST_MS = 16_000;

/** This many more looks after a change: a copy is not there at once. */
const LOOKS = 2;

/**
 * Says when it is time to look for copies of a file that keeps its path: once that is truncated, only who has compared them knows that they
 * were copies. Costs a question to the system a second while nothing changes in the log's folder.
 */
export class CopyWatch {
  readonly #path: string;
  readonly #folder: FolderWatch;
  #listing: string;
  #looks = 0;
  #everyMs = LEAST_MS;
  #nextMs = 0;

  /** What is there now needs no look. @param path of the log. */
  constructor(path: string) {
    this.#path = path;
    this.#folder = new FolderWatch(dirname(path));
    this.#listing = listingOf(path);
  }

  /** Whether to look now. */
  isDue(nowMs: number): boolean {
    if (nowMs < this.#nextMs) return false;
    const change = this.#folder.look();
    if (change === "none" && this.#looks === 0) return this.#wait(nowMs, LEAST_MS);
    const listing = listingOf(this.#path);
    const isOther = listing !== this.#listing;
    this.#listing = listing;
    if (!isOther && this.#looks === 0) {
      return this.#wait(nowMs, change === "changed" ? Math.min(2 * this.#everyMs, MOST_MS) : LEAST_MS);
    }
    this.#looks = isOther ? LOOKS : this.#looks - 1;
    this.#wait(nowMs, LEAST_MS);
    return listing !== "";
  }

  /** There is more to see soon. */
  lookAgain(): void {
    this.#looks = LOOKS;
  }

  #wait(nowMs: number, everyMs: number): false {
    this.#everyMs = everyMs;
    this.#nextMs = nowMs + everyMs;
    return false;
  }
}

function listingOf(path: string): string {
  return rotationsBeside(path).map(({ path, ino, size }) => `${path} ${ino} ${size}\n`).join("");
}
