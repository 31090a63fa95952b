import { join } from "node:path";
import { writeAtomically } from "./atomic_file.ts";
import { CorruptFileError, verifiedBody, withChecksum } from "./checksummed_text.ts";
import type { PendingBatch } from "./spool.ts";

interface Kept {
  /** Number of the newest batch that is in. */
  readonly upTo: number;
  readonly lines: Readonly<Record<string, number>>;
  /** Lines of batches that were damaged or deleted. @default {none} */
  readonly lost?: Readonly<Record<string, number>>;
  /** Number of the batch that was last stored after all. */
  readonly takenBack?: number;
}

/** Lines that were counted and are not stored, per source, since the agent's state was created: refused for good by the api, or lost with their batch. */
export class Rejections {
  readonly #path: string;
  #kept: Kept;

  private constructor(path: string, kept: Kept) {
    this.#path = path;
    this.#kept = kept;
  }

  /** Reads what the last run left; a corrupt file is renamed to `*.corrupt` and `onWarning` says so. */
  static async open(folder: string, onWarning: (message: string) => void): Promise<Rejections> {
    const path = join(folder, "rejected");
    try {
      return new Rejections(path, JSON.parse(verifiedBody("rejections", await Deno.readTextFile(path))));
    } catch (error) {
      if (error instanceof CorruptFileError) {
        await Deno.rename(path, `${path}.corrupt`);
        onWarning(`Cannot use "${path}": it is torn or changed, so it is kept as *.corrupt and counts begin at 0`);
      } else if (!(error instanceof Deno.errors.NotFound)) throw error;
      return new Rejections(path, { upTo: -1, lines: {}, lost: {} });
    }
  }

  of(source: string): number {
    return this.#kept.lines[source] ?? 0;
  }

  lostOf(source: string): number {
    return this.#kept.lost?.[source] ?? 0;
  }

  /**
   * Adds a batch's rejected lines, durably and once, however often it is called. Where only a part of a batch was refused the api does
   * not say of which source: the sources are taken in the batch's order.
   */
  async add(batch: PendingBatch, rejected: number): Promise<void> {
    if (batch.number <= this.#kept.upTo) return;
    const lines = { ...this.#kept.lines };
    for (const [source, count] of Object.entries(batch.lines)) {
      const part = Math.min(count, rejected);
      lines[source] = (lines[source] ?? 0) + part;
      rejected -= part;
    }
    await this.#keep({ ...this.#kept, upTo: batch.number, lines });
  }

  /** Adds the lines of a batch that is lost, durably and once, however often it is called. */
  async addLost(batch: PendingBatch): Promise<void> {
    if (batch.number <= this.#kept.upTo) return;
    const lost = { ...this.#kept.lost };
    for (const [source, count] of Object.entries(batch.lines)) lost[source] = (lost[source] ?? 0) + count;
    await this.#keep({ ...this.#kept, upTo: batch.number, lost });
  }

  /** Lines of a batch that was refused are stored after all; returns how many that are. Once, however often it is called for a batch. */
  async takeBack({ number, lines: stored }: Pick<PendingBatch, "number" | "lines">): Promise<number> {
    if (number === this.#kept.takenBack) return 0;
    const before = this.#kept.lines;
    const left = Object.entries(before).map(([source, lines]): [string, number] => {
      return [source, Math.max(0, lines - (stored[source] ?? 0))];
    });
    const lines = Object.fromEntries(left);
    await this.#keep({ ...this.#kept, lines, takenBack: number });
    return Object.keys(before).reduce((sum, source) => sum + before[source]! - lines[source]!, 0);
  }

  async #keep(kept: Kept): Promise<void> {
    this.#kept = kept;
    await writeAtomically(this.#path, withChecksum("rejections", JSON.stringify(this.#kept)));
  }
}
