/** State of a ratio: what came lately, and what was foretold for it. */
export type RecentRatioState = readonly [counted: number, foretold: number];

/** How what came in the last hour compares with what was foretold for it: older ticks count for less. */
export class RecentRatio {
  readonly #keep: number;
  #counted: number;
  #foretold: number;

  /** @param ticksPerHour of a tick that is longer than an hour the last one counts alone. */
  constructor(ticksPerHour: number, [counted, foretold]: RecentRatioState = [0, 0]) {
    this.#keep = Math.max(0, 1 - 1 / ticksPerHour);
    this.#counted = counted;
    this.#foretold = foretold;
  }

  /** Lines that came to lines that were foretold, at most so many times as much or as little; 1 while nothing was foretold. */
  within(most: number): number {
    if (this.#foretold <= 0) return 1;
    return Math.min(most, Math.max(1 / most, this.#counted / this.#foretold));
  }

  /** Natural logarithm of the ratio, where so few lines tell nothing. */
  log(leastLines: number): number {
    return Math.log(Math.max(leastLines, this.#counted) / Math.max(leastLines, this.#foretold));
  }

  take(count: number, foretold: number): void {
    this.#counted = this.#counted * this.#keep + count;
    this.#foretold = this.#foretold * this.#keep + foretold;
  }

  toState(): RecentRatioState {
    return [this.#counted, this.#foretold];
  }
}
