import { DAY_MS } from "./clock_of_day.ts";

const BIN_MS = 900_000;
const PER_DAY = DAY_MS / BIN_MS;
const WEEK_BINS = 7 * PER_DAY;
/** Eight days: the last one is compared with the same day a week before. */
const BINS = WEEK_BINS + PER_DAY;
/** How far the last day may move what a week ago tells. */
const LEAST_GROWTH = 0.25, MOST_GROWTH = 4;
/** Share of a day's bins that have to be known in both weeks, so that they can be compared. */
const KNOWN_SHARE = 0.5;
/** Lines a bin are kept to this part of one. */
const PRECISION = 100;
const UNKNOWN = -1;

/** A bin that goes on. */
interface Pending {
  readonly bin: number;
  readonly sum: number;
  readonly ticks: number;
}

/**
 * What all lines of a source were like a week ago, in bins of a quarter of an hour: mean counts a tick as they came, unclipped, of every tick that was watched. What it
 * foretells is moved by how the last day compares with the same day a week before, so that a log that has grown since is compared with itself.
 *
 * State: 768 numbers.
 */
export class LastWeek {
  readonly #means: number[] = [];
  /** Number of the newest bin that is complete, since the epoch. */
  #newest = 0;
  #pending: Pending | null = null;
  #growth: number | null = null;

  /** Mean count a tick that a week ago foretells for this time; null where that is not known. */
  at(timeMs: number): number | null {
    if (this.#growth === null) return null;
    // Between the middles of two bins.
    const place = timeMs / BIN_MS - WEEK_BINS - 0.5, bin = Math.floor(place), share = place - bin;
    const before = this.#meanOf(bin), after = this.#meanOf(bin + 1);
    if (before === null || after === null) return null;
    return this.#growth * (before * (1 - share) + after * share);
  }

  /** Takes the count of a tick that was watched. */
  pass(timeMs: number, count: number): void {
    const bin = Math.floor(timeMs / BIN_MS);
    const pending = this.#pending ?? { bin, sum: 0, ticks: 0 };
    if (bin < pending.bin) return;
    if (bin > pending.bin) this.#complete(pending);
    const { sum, ticks } = bin > pending.bin ? { sum: 0, ticks: 0 } : pending;
    this.#pending = { bin, sum: sum + count, ticks: ticks + 1 };
  }

  toState() {
    return { means: [...this.#means], newest: this.#newest, pending: this.#pending, growth: this.#growth };
  }

  static fromState({ means, newest, pending, growth }: ReturnType<LastWeek["toState"]>): LastWeek {
    const week = new LastWeek();
    week.#means.push(...means);
    week.#newest = newest;
    week.#pending = pending;
    week.#growth = growth;
    return week;
  }

  #meanOf(bin: number): number | null {
    if (bin > this.#newest || bin <= this.#newest - this.#means.length) return null;
    const mean = this.#means[this.#means.length - 1 - (this.#newest - bin)]!;
    return mean === UNKNOWN ? null : mean;
  }

  #complete({ bin, sum, ticks }: Pending): void {
    const missing = Math.min(this.#means.length === 0 ? 0 : bin - this.#newest - 1, BINS);
    for (let step = 0; step < missing; step++) this.#means.push(UNKNOWN);
    this.#means.push(Math.round(PRECISION * sum / ticks) / PRECISION);
    this.#means.splice(0, this.#means.length - BINS);
    this.#newest = bin;
    this.#growth = this.#growthNow();
  }

  /** The last day against the same day a week before. */
  #growthNow(): number | null {
    let now = 0, then = 0, known = 0;
    for (let step = 0; step < PER_DAY; step++) {
      const late = this.#meanOf(this.#newest - step), early = this.#meanOf(this.#newest - step - WEEK_BINS);
      if (late === null || early === null) continue;
      now += late;
      then += early;
      known++;
    }
    if (known < KNOWN_SHARE * PER_DAY || then === 0) return null;
    return Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, now / then));
  }
}
