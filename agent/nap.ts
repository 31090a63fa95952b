import type { Clock } from "../core/clock.ts";

/** A pause that somebody else may end. */
export class Nap {
  #nap: AbortController | undefined;

  /** Ends the pause, where there is one. */
  wake(): void {
    this.#nap?.abort();
  }

  /** Resolves after `ms`, when it is woken, or when `signal` aborts. */
  async sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    const nap = this.#nap = new AbortController();
    await clock.sleep(ms, AbortSignal.any([signal, nap.signal]));
  }
}
