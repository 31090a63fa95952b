import { DAY_MS } from "./clock_of_day.ts";

const BIN_MS = 600_000;
const BINS = DAY_MS / BIN_MS;
/** A bin enters the profile this many bins later, so that what happens now is not compared with itself. */
const DELAY_BINS = 36;
/** Neighbours on each side that a bin is smoothed with, and the total weight from which the profile speaks. */
const REACH = 3;
const LEAST_WEIGHT = 2;
/** Share of a day's count that is left after the next. */
const KEEP = 0.4;

interface Pending {
  readonly bin: number;
  sum: number;
  ticks: number;
}

/**
 * A series' mean course over the day in 144 bins of ten minutes, over the last few days, the newest counting most, smoothed
 * over half an hour on each side. A bin is used six hours after it was seen.
 *
 * State: 288 numbers and those that wait.
 */
export class DayProfile {
  readonly #sums = new Float32Array(BINS);
  readonly #ticks = new Float32Array(BINS);
  readonly #pending: Pending[] = [];

  /** Mean count a tick at this time of the day, or null while that is not known. */
  at(timeMs: number): number | null {
    const bin = binOf(timeMs);
    let weights = 0, sum = 0;
    for (let step = -REACH; step <= REACH; step++) {
      const at = (bin + step + BINS) % BINS;
      const mean = this.#meanOf(at);
      if (mean === null) continue;
      const weight = 1 / (1 + step * step);
      sum += weight * mean;
      weights += weight;
    }
    return weights > LEAST_WEIGHT ? sum / weights : null;
  }

  /** Takes a tick's count. */
  learn(timeMs: number, count: number): void {
    const bin = binOf(timeMs);
    let last = this.#pending.at(-1);
    if (last?.bin !== bin) this.#pending.push(last = { bin, sum: 0, ticks: 0 });
    last.sum += count;
    last.ticks++;
    while (this.#pending.length > DELAY_BINS) this.#take(this.#pending.shift()!);
  }

  /** The highest mean of any time of the day, or null while nothing is known. */
  get peak(): number | null {
    let peak = -1;
    for (let bin = 0; bin < BINS; bin++) peak = Math.max(peak, this.#meanOf(bin) ?? -1);
    return peak < 0 ? null : peak;
  }

  toState(): { sums: number[]; ticks: number[]; pending: Pending[] } {
    return { sums: [...this.#sums], ticks: [...this.#ticks], pending: [...this.#pending] };
  }

  static fromState(state: ReturnType<DayProfile["toState"]>): DayProfile {
    const profile = new DayProfile();
    profile.#sums.set(state.sums);
    profile.#ticks.set(state.ticks);
    profile.#pending.push(...state.pending);
    return profile;
  }

  #meanOf(bin: number): number | null {
    const ticks = this.#ticks[bin]!;
    return ticks === 0 ? null : this.#sums[bin]! / ticks;
  }

  #take({ bin, sum, ticks }: Pending): void {
    this.#sums[bin] = this.#sums[bin]! * KEEP + sum;
    this.#ticks[bin] = this.#ticks[bin]! * KEEP + ticks;
  }
}

function binOf(timeMs: number): number {
  return Math.floor((timeMs % DAY_MS) / BIN_MS);
}
