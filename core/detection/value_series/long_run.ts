import { clamp } from "./robust_scale.ts";

/**
 * A value against the mean and standard deviation of the whole past (half of it forgotten in 2,300 rows), and the leaky two-sided
 * cumulative sum of that (Page 1954): up <- max(0, 0.99 up + z - 0.5), down likewise, z cut to 20.
 *
 * Nothing is clipped out of the mean here: this is the sight that an extreme among extremes does not impress.
 */
export class LongRun {
  /** Standard deviations of the last value from the mean before it. */
  deviations = 0;
  #mean = 0;
  #variance = 0;
  #count = 0;
  #up = 0;
  #down = 0;

  /** The larger of the two sums; `deviations` holds the value's own. */
  step(value: number): number {
    const offset = value - this.#mean;
    const z = this.#count < YOUNG ? 0 : clamp(offset / (Math.sqrt(this.#variance) || Number.MIN_VALUE), FAR);
    const weight = Math.max(RATE, 1 / ++this.#count);
    this.#mean += weight * offset;
    this.#variance += weight * (offset * (value - this.#mean) - this.#variance);
    this.deviations = z;
    this.#up = Math.max(0, LEAK * this.#up + clamp(z, STEP) - DRIFT);
    this.#down = Math.max(0, LEAK * this.#down - clamp(z, STEP) - DRIFT);
    return Math.max(this.#up, this.#down);
  }
}

const YOUNG = 6;
const RATE = 0.0003;
const LEAK = 0.99;
const DRIFT = 0.5;
const STEP = 20;
const FAR = 1e6;
