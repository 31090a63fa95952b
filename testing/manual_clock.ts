import type { Clock } from "../core/clock.ts";

/** A clock whose time moves only when `advance` is called: for tests of everything that waits. */
export class ManualClock implements Clock {
  #nowMs: number;
  readonly #sleepers = new Set<{ readonly dueMs: number; readonly wake: () => void }>();

  /** Time begins at `nowMs`, epoch milliseconds. */
  constructor(nowMs = 0) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const sleeper = { dueMs: this.#nowMs + ms, wake: resolve };
    this.#sleepers.add(sleeper);
    const wake = () => {
      this.#sleepers.delete(sleeper);
      resolve();
    };
    signal?.addEventListener("abort", wake, { once: true });
    return promise.finally(() => signal?.removeEventListener("abort", wake));
  }

  /**
   * Lets `ms` milliseconds pass. Sleepers wake one after another in the order of their due times (then of their calls), each
   * at its own time, and what they go on to do, timers of 0 ms and promises, is done before the next one wakes; a sleep that
   * begins on the way is part of it.
   */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settled();
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      this.#sleepers.delete(next);
      next.wake();
      await settled();
    }
    this.#nowMs = untilMs;
  }

  #next(untilMs: number): { readonly dueMs: number; readonly wake: () => void } | undefined {
    return [...this.#sleepers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  }
}

/** A turn of the event loop runs all promises that are ready; a second one those that a timer of 0 ms made ready. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}
