import { type MeanAndDeviation, meanAndDeviation } from "../../statistics/mean_and_deviation.ts";

/**
 * A baseline as it is kept between two runs: starts in windows after the first, left out where they follow each other. One
 * that holds nothing but zeros is their number alone, so that a template which is silent does not change its state with every
 * window.
 */
export type BaselineState =
  | { readonly zeros: number }
  | { readonly fromMs: number; readonly counts: readonly number[]; readonly at?: readonly number[] };

/** The counts of the newest normal windows of one series, in time order, at most `capacity` of them. */
export class Baseline {
  readonly #capacity: number;
  readonly #starts: number[] = [];
  readonly #counts: number[] = [];
  /** Sums of the counts and of their squares: as both are whole numbers, no order of adding and taking away changes them. */
  #sum = 0;
  #squares = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many windows it holds. */
  get size(): number {
    return this.#counts.length;
  }

  /** Counts, the oldest first. */
  get counts(): readonly number[] {
    return this.#counts;
  }

  /** Mean and standard deviation of the counts, at the cost of one, as it is asked for with every window. */
  get statistics(): Pick<MeanAndDeviation, "mean" | "stddev"> {
    const n = this.#counts.length;
    const spread = n * this.#squares - this.#sum * this.#sum;
    if (n < 2 || !Number.isSafeInteger(n * this.#squares)) return meanAndDeviation(this.#counts);
    return { mean: this.#sum / n, stddev: Math.sqrt(spread / (n * (n - 1))) };
  }

  /** Adds a normal window that is younger than all others; the oldest goes when it is full. */
  push(startMs: number, count: number): void {
    if (this.#counts.length === this.#capacity) {
      this.#starts.shift();
      this.#takeAway(this.#counts.shift()!);
    }
    this.#starts.push(startMs);
    this.#counts.push(count);
    this.#add(count);
  }

  /**
   * The baseline of two series that turned out to be one: counts of the same window are added. A window that only one of them
   * holds counts where the other had not begun yet, and is left out where the other found it anomalous.
   */
  merged(other: Baseline): Baseline {
    const mine = this.#byStart();
    const theirs = other.#byStart();
    const result = new Baseline(this.#capacity);
    for (const startMs of [...new Set([...mine.keys(), ...theirs.keys()])].sort((a, b) => a - b)) {
      const [a, b] = [mine.get(startMs), theirs.get(startMs)];
      if (a === undefined && this.#begunBy(startMs) || b === undefined && other.#begunBy(startMs)) continue;
      result.push(startMs, (a ?? 0) + (b ?? 0));
    }
    return result;
  }

  toState(windowMs: number): BaselineState {
    if (this.#counts.every((count) => count === 0)) return { zeros: this.#counts.length };
    const fromMs = this.#starts[0]!;
    const at = this.#starts.map((startMs) => (startMs - fromMs) / windowMs);
    const state = { fromMs, counts: [...this.#counts] };
    return at.every((offset, index) => offset === index) ? state : { ...state, at };
  }

  /** @param options `untilMs`: end of the last window that was seen, which is where zeros are taken to end. */
  static fromState(
    state: BaselineState,
    { windowMs, capacity, untilMs }: { readonly windowMs: number; readonly capacity: number; readonly untilMs: number },
  ): Baseline {
    const baseline = new Baseline(capacity);
    if ("zeros" in state) {
      for (let left = state.zeros; left > 0; left--) baseline.push(untilMs - left * windowMs, 0);
    } else {
      const { fromMs, at } = state;
      state.counts.forEach((count, index) => baseline.push(fromMs + (at?.[index] ?? index) * windowMs, count));
    }
    return baseline;
  }

  #add(count: number): void {
    this.#sum += count;
    this.#squares += count * count;
  }

  /** Sums that were too large to be whole are made anew. */
  #takeAway(count: number): void {
    if (Number.isSafeInteger(this.#squares)) {
      this.#sum -= count;
      this.#squares -= count * count;
      return;
    }
    this.#sum = 0;
    this.#squares = 0;
    for (const each of this.#counts) this.#add(each);
  }

  #byStart(): Map<number, number> {
    return new Map(this.#starts.map((startMs, index) => [startMs, this.#counts[index]!]));
  }

  #begunBy(startMs: number): boolean {
    return this.#starts.length > 0 && this.#starts[0]! <= startMs;
  }
}
