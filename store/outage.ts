import type { Clock } from "../core/clock.ts";
import { StoreRefusedError, StoreUnavailableError } from "./store_errors.ts";

/** What there is to say of a store that fails; the message names what is wrong and the remedy. */
export type OutageEvent = { readonly kind: "problem"; readonly message: string } | { readonly kind: "recovered" };

/** Longest pause between two tries, milliseconds. */
const LONGEST_PAUSE_MS = 5000;

/** Follows the store through times in which it fails: says so once, and how long to wait for the next try. */
export class Outage {
  readonly #description: string;
  readonly #onEvent: (event: OutageEvent) => void;
  #message: string | null = null;
  #pauseMs = 0;
  #sinceMs: number | null = null;
  #overMs = -Infinity;

  constructor(description: string, onEvent: (event: OutageEvent) => void) {
    this.#description = description;
    this.#onEvent = onEvent;
  }

  /**
   * Takes an error in. Returns the pause before the next try, milliseconds, which doubles each time.
   *
   * @throws what is no error of the store.
   */
  failed(error: unknown, nowMs: number): number {
    if (!(error instanceof StoreUnavailableError || error instanceof StoreRefusedError)) throw error;
    this.#sinceMs ??= nowMs;
    if (this.#message !== error.message) {
      this.#message = error.message;
      const remedy = "bring it back, or check --store; no window is judged meanwhile, all are made up for then";
      this.#onEvent({ kind: "problem", message: `store ${this.#description} fails: ${error.message} (${remedy})` });
    }
    const first = error instanceof StoreUnavailableError ? Math.min(error.retryAfterMs, 250) : 1000;
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(first, this.#pauseMs * 2));
    return this.#pauseMs;
  }

  /**
   * Does work with the store, again and again until it passes; `undefined` where the signal aborted before it did. What is done
   * again has to come to the same.
   *
   * @throws what is no error of the store.
   */
  async retried<Result>(
    work: () => Promise<Result>,
    { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  ): Promise<Result | undefined> {
    while (!signal.aborted) {
      try {
        const result = await work();
        this.passed(clock.now());
        return result;
      } catch (error) {
        await clock.sleep(this.failed(error, clock.now()), signal);
      }
    }
  }

  /** The store has answered. */
  passed(nowMs: number): void {
    if (this.#message === null) return;
    this.#message = null;
    this.#pauseMs = 0;
    this.#overMs = nowMs;
    this.#onEvent({ kind: "recovered" });
  }

  /**
   * From when on an agent must have been seen to be taken for alive. While the store failed no agent could be seen, so that
   * just after it each gets the same time again to come back.
   */
  liveSinceMs(nowMs: number, graceMs: number): number {
    const isJustOver = nowMs - this.#overMs < graceMs;
    if (!isJustOver && this.#message === null) this.#sinceMs = null;
    return (this.#sinceMs ?? nowMs) - graceMs;
  }
}
