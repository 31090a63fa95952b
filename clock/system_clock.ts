import type { Clock } from "../core/clock.ts";

/** A smaller step back than this is waited out; a larger one is a correction that has to be followed. */
const LARGEST_HELD_STEP_MS = 10_000;

/** The machine's wall clock. A small step back of the machine's time (NTP) is held until time has caught up. */
export class SystemClock implements Clock {
  #latest = 0;

  now(): number {
    const now = Date.now();
    if (now > this.#latest || now < this.#latest - LARGEST_HELD_STEP_MS) this.#latest = now;
    return this.#latest;
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
