import type { Clock } from "../core/clock.ts";

/** A smaller step back than this is waited out. */
const LARGEST_HELD_STEP_MS = 10_000;

/**
 * The machine's wall clock, which never goes back: a small step back of the machine's time (NTP) is held until time has caught up, after a larger one
 * time goes on from where it was, as slots that were counted and evaluated would be counted again.
 */
export class SystemClock implements Clock {
  #latest = 0;
  /** When that was, by a clock that nobody sets. */
  #steadyMs = 0;

  now(): number {
    const wall = Date.now(), steadyMs = performance.now();
    if (wall > this.#latest) this.#latest = wall;
    else if (wall < this.#latest - LARGEST_HELD_STEP_MS) this.#latest += Math.round(steadyMs - this.#steadyMs);
    this.#steadyMs = steadyMs;
    return this.#latest;
  }

  get aheadMs(): number {
    const aheadMs = this.now() - Date.now();
    return aheadMs > LARGEST_HELD_STEP_MS ? aheadMs : 0;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }
}
