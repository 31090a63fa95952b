import { archiveHead, bytesOfFound } from "./archive.ts";
import { digestOf } from "./content.ts";
import type { FoundFile } from "./file_search.ts";

/** First bytes that tell a file from others of its log; a shorter one is told by all of it. */
const HEAD_BYTES = 4_096;
/** As many are kept in mind of a log; where it has more files those are known by their times alone. */
const MOST = 200;

/**
 * What a log's rotated files begin with that were looked through, whatever was to be read of them: a file that was never seen is told from
 * these by its content, since its time may be set back, as a clock may.
 */
export class KnownHeads {
  #heads: readonly string[] | undefined;
  /** Heads of the files that were there when it was last looked: these do not change as long as their sizes do not. */
  #found = new Map<string, string | undefined>();

  /** `heads`: what the last run knew; undefined: nothing, so that files are known by their times. */
  constructor(heads?: readonly string[]) {
    this.#heads = heads;
  }

  /** What the next run is to know. */
  get heads(): readonly string[] | undefined {
    return this.#heads;
  }

  /** Whether a file is one of these, or nothing can be said of it. @throws {Deno.errors.NotFound} where it is there no more. */
  has(found: FoundFile): boolean {
    const head = this.#heads && this.#headOf(found);
    return head === undefined || this.#heads!.includes(head);
  }

  /** All files of the log were looked through. @throws as `has` does. */
  note(files: readonly FoundFile[]): void {
    const found = new Map(files.filter(({ hasTwin }) => !hasTwin).map((each) => [nameOf(each), this.#headOf(each)]));
    this.#found = found;
    const there = [...new Set(found.values())].filter((head) => head !== undefined);
    const before = (this.#heads ?? []).filter((head) => !there.includes(head));
    const room = MOST - there.length;
    this.#heads = room < 0 ? undefined : [...before.slice(Math.max(0, before.length - room)), ...there];
  }

  #headOf(found: FoundFile): string | undefined {
    const name = nameOf(found);
    return this.#found.has(name) ? this.#found.get(name) : headOf(found);
  }
}

function headOf(found: FoundFile): string | undefined {
  const bytes = (found.isCompressed ? archiveHead(found) : bytesOfFound(found, HEAD_BYTES))?.subarray(0, HEAD_BYTES);
  return bytes &&
    `${bytes.length === HEAD_BYTES ? "" : `${bytes.length.toString(36)}.`}${digestOf(bytes).slice(0, 10)}`;
}

function nameOf({ dev, ino, bornMs, size, isCompressed }: FoundFile): string {
  return [dev, ino, bornMs, size, isCompressed].join(" ");
}
