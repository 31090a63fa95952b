import type { Clock } from "../core/clock.ts";

/** Farther apart than this, and the api's clock counts. */
const MAX_DIFFERENCE_MS = 5_000;
/** Smaller changes of the difference are the network's. */
const JITTER_MS = 1_000;

/** The machine's clock, put right by the api's where the two are more than 5 s apart. */
export class CorrectedClock implements Clock {
  readonly #clock: Clock;
  readonly #onOff: (offMs: number) => void;
  #correctionMs = 0;

  /** `onOff` hears by how much the machine's clock is ahead of the api's when that changes; 0: they agree again. */
  constructor(clock: Clock, onOff: (offMs: number) => void) {
    this.#clock = clock;
    this.#onOff = onOff;
  }

  now(): number {
    return this.#clock.now() + this.#correctionMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#clock.sleep(ms, signal);
  }

  /** Compares with the api's time, just received. */
  compare(apiTimeMs: number): void {
    const difference = apiTimeMs - this.#clock.now();
    const correction = Math.abs(difference) > MAX_DIFFERENCE_MS ? difference : 0;
    if (correction !== 0 && Math.abs(correction - this.#correctionMs) <= JITTER_MS) return;
    if (correction === this.#correctionMs) return;
    this.#correctionMs = correction;
    this.#onOff(0 - correction);
  }
}
