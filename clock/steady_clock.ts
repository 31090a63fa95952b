import type { Clock } from "../core/clock.ts";

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/** What a steady clock runs on. */
export interface SteadyClockOptions {
  /** Farthest that one stall of the event loop may move this clock, milliseconds, at least 2. @default {10} */
  readonly maxStepMs?: number;
  /** The real time that it follows, milliseconds; must never go back. @default {performance.now} */
  readonly realNow?: () => number;
  /** Its first reading, epoch milliseconds. @default {Date.now()} */
  readonly startMs?: number;
}

/**
 * A clock that falls behind real time instead of jumping: however long the event loop was held up, it moves on by at
 * most `maxStepMs` at once. For everything that runs in one process faster than life: with slots of 50 ms a pause of 100 ms
 * (garbage collection, a busy machine) would leave whole slots without lines and then pile their lines into the next
 * one; on this clock the writer, the agent and the detector all pause together, and no slot sees it.
 *
 * Sleepers wake in the order of their due times (equal ones: in the order in which they fell asleep). It moves on while
 * somebody sleeps on it; when nobody does it waits, at most `maxStepMs` later.
 *
 * With `maxStepMs` 10, a stall of 200 ms costs 190 ms: a run of 6 s takes 6.19 s and shows no gap.
 */
export class SteadyClock implements Clock {
  readonly #maxStepMs: number;
  readonly #realNow: () => number;
  readonly #sleepers: Sleeper[] = [];
  #timeMs: number;
  #realMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws {RangeError} when `maxStepMs` is below 2. */
  /** Begins at `startMs` and goes on by itself. */
  constructor({ maxStepMs = 10, realNow = () => performance.now(), startMs = Date.now() }: SteadyClockOptions = {}) {
    if (!(maxStepMs >= 2)) {
      throw new RangeError(`Cannot step a clock by "${maxStepMs}": expected at least 2 milliseconds`);
    }
    this.#maxStepMs = maxStepMs;
    this.#realNow = realNow;
    this.#timeMs = startMs;
    this.#realMs = realNow();
  }

  now(): number {
    return Math.floor(this.#exactNow());
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        dueMs: this.#exactNow() + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener("abort", cutShort);
          resolve();
        },
      };
      const cutShort = () => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index >= 0) this.#sleepers.splice(index, 1);
        if (this.#sleepers.length === 0) this.#rest();
        sleeper.wake();
      };
      signal?.addEventListener("abort", cutShort, { once: true });
      this.#insert(sleeper);
      this.#wind();
    });
  }

  #exactNow(): number {
    return this.#timeMs + Math.min(this.#realNow() - this.#realMs, this.#maxStepMs);
  }

  #insert(sleeper: Sleeper): void {
    let index = this.#sleepers.length;
    while (index > 0 && this.#sleepers[index - 1]!.dueMs > sleeper.dueMs) index--;
    this.#sleepers.splice(index, 0, sleeper);
  }

  /** Ticks at least twice in `maxStepMs`, so that an event loop without stalls loses nothing. */
  #wind(): void {
    clearTimeout(this.#timer);
    const next = this.#sleepers[0];
    if (next === undefined) return;
    const untilDue = next.dueMs - this.#exactNow();
    this.#timer = setTimeout(() => this.#tick(), Math.max(0, Math.min(Math.ceil(untilDue), this.#maxStepMs / 2)));
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    this.#timeMs = this.#exactNow();
    this.#realMs = this.#realNow();
    while ((this.#sleepers[0]?.dueMs ?? Infinity) <= this.#timeMs) this.#sleepers.shift()!.wake();
    this.#wind();
  }
}
