import { poissonNats } from "../../statistics/poisson_nats.ts";
import { DAY_MS } from "./clock_of_day.ts";

/** A tick is raised by so much evidence of its own, nats; so many raised ones of the last ten are a rise that goes on; three without one end a burst. */
const RAISED_NATS = 2, RISE_TICKS = 4;
const LAST_TICKS = 2 ** 10 - 1, OVER_TICKS = 2 ** 3 - 1;
/** For so long a message is known to have bursts. */
const REMEMBERED_MS = 8 * DAY_MS;

/** State as numbers: the last ticks as bits, and when a burst was last seen, epoch milliseconds, or null. */
export type BriefBurstsState = readonly [raised: number, lastMs: number | null];

/**
 * Tells a burst, which is over within minutes, from a rise that goes on: a job of four hundred lines, a client that tries again, a mail to all are a
 * log's ordinary life, and far from any rate. By the last ten ticks: a rise has been in four of them.
 */
export class BriefBursts {
  /** The last ticks, a bit each, the latest lowest: whether it had more lines than are likely. */
  #raised: number;
  #lastMs: number | null;

  constructor([raised, lastMs]: BriefBurstsState = [0, null]) {
    this.#raised = raised;
    this.#lastMs = lastMs;
  }

  /** Whether the lines of late go on too long for a burst. */
  get isRise(): boolean {
    return onesOf(this.#raised) >= RISE_TICKS;
  }

  /** Whether the last ticks had no more lines than are likely. */
  get isOver(): boolean {
    return (this.#raised & OVER_TICKS) === 0;
  }

  /** Takes a tick. @param dispersion variance to mean of its lines */
  take(count: number, expected: number, dispersion: number): void {
    const isRaised = count > expected && poissonNats(count, expected) > RAISED_NATS * dispersion;
    this.#raised = (this.#raised << 1 | Number(isRaised)) & LAST_TICKS;
  }

  /** There was a burst. */
  learn(timeMs: number): void {
    this.#lastMs = timeMs;
  }

  /** Whether there has been a burst lately. */
  know(timeMs: number): boolean {
    return this.#lastMs !== null && timeMs - this.#lastMs < REMEMBERED_MS;
  }

  toState(): BriefBurstsState {
    return [this.#raised, this.#lastMs];
  }
}

function onesOf(bits: number): number {
  let ones = 0;
  for (let left = bits; left !== 0; left &= left - 1) ones++;
  return ones;
}
