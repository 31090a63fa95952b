import { DAY_MS } from "./clock_of_day.ts";
import { isLikeBurst } from "./brief_bursts.ts";

/** So many bursts of whichever messages make them ordinary in a source; each counts for a third after eight days, and so does its size. */
const ORDINARY_FROM = 3;
const MEMORY_MS = 8 * DAY_MS;

/** State as numbers: how many there were, older ones for less, most lines of a tick of one, likewise, and when the last one was, epoch milliseconds. */
export type PooledBurstsState = readonly [times: number, most: number, lastMs: number];

/** Brief bursts of all messages of a source (`brief_bursts.ts`): where some have them, the next one may be another message's. O(1) space. */
export class PooledBursts {
  #times: number;
  #most: number;
  #lastMs: number;

  constructor([times, most, lastMs]: PooledBurstsState = [0, 0, 0]) {
    this.#times = times;
    this.#most = most;
    this.#lastMs = lastMs;
  }

  /** A message has had one. @param top most lines of a tick */
  learn(timeMs: number, top: number): void {
    const kept = this.#keptAt(timeMs);
    this.#times = kept * this.#times + 1;
    this.#most = Math.max(kept * this.#most, top);
    this.#lastMs = timeMs;
  }

  /** Whether one with so many lines in a tick is ordinary. */
  isOrdinary(timeMs: number, top: number): boolean {
    const kept = this.#keptAt(timeMs);
    return kept * this.#times >= ORDINARY_FROM && isLikeBurst(top, kept * this.#most);
  }

  toState(): PooledBurstsState {
    return [this.#times, this.#most, this.#lastMs];
  }

  #keptAt(timeMs: number): number {
    return Math.exp(-Math.max(0, timeMs - this.#lastMs) / MEMORY_MS);
  }
}
