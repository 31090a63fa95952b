import { poissonNats } from "../../statistics/poisson_nats.ts";
import { DAY_MS } from "./clock_of_day.ts";

/** A tick is raised by so much evidence of its own, nats; so many raised ones of the last ten are a rise that goes on; three without one end a burst. */
const RAISED_NATS = 2, RISE_TICKS = 4;
const LAST_TICKS = 2 ** 10 - 1, OVER_TICKS = 2 ** 3 - 1;
/** For so long a message is known to have bursts. */
const REMEMBERED_MS = 8 * DAY_MS;

/** A burst is like another one that had at least this part of its lines in a tick. */
const LIKE_SHARE = 1 / 3;

/** State as numbers: the last ticks as bits, when a burst was last seen, epoch milliseconds, or null, and most lines of a tick in it, and in what goes on. */
export type BriefBurstsState = readonly [raised: number, lastMs: number | null, most: number, top: number];

/**
 * Tells a burst, which is over within minutes, from a rise that goes on: a job of four hundred lines, a client that tries again, a mail to all are a
 * log's ordinary life, and far from any rate. By the last ten ticks: a rise has been in four of them.
 */
export class BriefBursts {
  /** The last ticks, a bit each, the latest lowest: whether it had more lines than are likely. */
  #raised: number;
  #lastMs: number | null;
  #most: number;
  #top: number;

  constructor([raised, lastMs, most = 0, top = 0]: Partial<BriefBurstsState> = []) {
    this.#raised = raised ?? 0;
    this.#lastMs = lastMs ?? null;
    this.#most = most;
    this.#top = top;
  }

  /** Whether the lines of late go on too long for a burst. */
  get isRise(): boolean {
    return onesOf(this.#raised) >= RISE_TICKS;
  }

  /** Whether the last ticks had no more lines than are likely. */
  get isOver(): boolean {
    return (this.#raised & OVER_TICKS) === 0;
  }

  /** Most lines of a tick in what goes on, or was last. */
  get top(): number {
    return this.#top;
  }

  /** Takes a tick. @param dispersion variance to mean of its lines */
  take(count: number, expected: number, dispersion: number): void {
    const isRaised = count > expected && poissonNats(count, expected) > RAISED_NATS * dispersion;
    this.#top = this.isOver ? count : Math.max(this.#top, count);
    this.#raised = (this.#raised << 1 | Number(isRaised)) & LAST_TICKS;
  }

  /** There was a burst. */
  learn(timeMs: number): void {
    this.#most = Math.max(this.#isKnown(timeMs) ? this.#most : 0, this.#top);
    this.#lastMs = timeMs;
  }

  /** Whether there has been one like this lately. @param top most lines of a tick */
  know(timeMs: number, top: number): boolean {
    return this.#isKnown(timeMs) && isLikeBurst(top, this.#most);
  }

  toState(): BriefBurstsState {
    return [this.#raised, this.#lastMs, this.#most, this.#top];
  }

  #isKnown(timeMs: number): boolean {
    return this.#lastMs !== null && timeMs - this.#lastMs < REMEMBERED_MS;
  }
}

/** Whether a burst is no other thing than one that is known, by most lines of a tick. */
export function isLikeBurst(top: number, known: number): boolean {
  return LIKE_SHARE * top <= known;
}

function onesOf(bits: number): number {
  let ones = 0;
  for (let left = bits; left !== 0; left &= left - 1) ones++;
  return ones;
}
