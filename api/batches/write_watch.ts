import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/message_of.ts";
import { StoreUnavailableError } from "../../store/store_errors.ts";

/** A failure counts for so long where nothing was written since: who sends tries again sooner. */
const HOLDS_MS = 60_000;

/** Remembers whether the store took what it was last given: a disk may be too full for a batch, and the database answer all the same. */
export class WriteWatch {
  readonly #clock: Clock;
  #failed: { readonly reason: string; readonly atMs: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Why the last write failed, where none has succeeded since; null: it did not. */
  get failure(): string | null {
    const { reason, atMs } = this.#failed ?? { reason: null, atMs: 0 };
    return Math.abs(this.#clock.now() - atMs) <= HOLDS_MS ? reason : null;
  }

  /** Writes, and remembers what came of it. */
  async during<Result>(write: () => Promise<Result>): Promise<Result> {
    try {
      const result = await write();
      this.#failed = undefined;
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.#failed = { reason: messageOf(error), atMs: this.#clock.now() };
      throw error;
    }
  }
}
