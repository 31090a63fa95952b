/**
 * The smallest deviation that a series is allowed to have, in the units of its values: a share of the level for readings, and never less
 * than Poisson noise for counts.
 *
 * A series of which every value so far was a whole number is taken for counts. Without this floor the first 1 after a thousand zeros is
 * infinitely many deviations away; with it, it is 0.7 of one.
 */
export class NoiseFloor {
  #counts = true;

  /** Looks at one more value. */
  observe(value: number): void {
    if (this.#counts && !Number.isInteger(value)) this.#counts = false;
  }

  /** The floor at a level, e.g. 2 % of 500 readings = 10, and 1.5 * sqrt(500 + 1) = 33.6 where they are counts. */
  at(level: number): number {
    const size = Math.abs(level);
    return Math.max(SHARE * size, this.#counts ? POISSON * Math.sqrt(size + 1) : 0, Number.MIN_VALUE);
  }
}

/** Changes of less than 2 % of the level are not told from none. */
const SHARE = 0.02;

/** Counts of requests are burstier than Poisson: 1.5 of its deviations. */
const POISSON = 1.5;
