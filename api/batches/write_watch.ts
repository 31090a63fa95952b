import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/message_of.ts";
import { StoreUnavailableError } from "../../store/store_errors.ts";

/** A failure counts for so long where nothing was written since: who sends tries again sooner. */
const HOLDS_MS = 60_000;

/** What is written: the store may take the one and not the other. */
export type Written = "batches" | "heartbeats";

interface Failure {
  readonly reason: string;
  readonly atMs: number;
}

/** Remembers whether the store took what it was last given: a disk may be too full for a batch, and the database answer all the same. */
export class WriteWatch {
  readonly #clock: Clock;
  readonly #failures = new Map<Written, Failure>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Why the last write of one kind failed, where none of its kind has succeeded since; null: none did. */
  get failure(): string | null {
    const nowMs = this.#clock.now();
    const failed = [...this.#failures.values()].find(({ atMs }) => Math.abs(nowMs - atMs) <= HOLDS_MS);
    return failed?.reason ?? null;
  }

  /** Writes, and remembers what came of it. */
  async during<Result>(what: Written, write: () => Promise<Result>): Promise<Result> {
    try {
      const result = await write();
      this.#failures.delete(what);
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailableError) {
        this.#failures.set(what, { reason: messageOf(error), atMs: this.#clock.now() });
      }
      throw error;
    }
  }
}
