/** The longest time for which unused lines are saved up. */
const BURST_MS = 100;

/** Allows so many lines a second, evenly. */
export class RateLimiter {
  readonly #perMs: number;
  #allowed = 0;
  #lastMs: number;

  /** @default {unlimited} for `ratePerSecond` */
  constructor(ratePerSecond: number | undefined, nowMs: number) {
    this.#perMs = (ratePerSecond ?? Infinity) / 1000;
    this.#lastMs = nowMs;
  }

  /** How many lines may be read now. */
  allowance(nowMs: number): number {
    if (this.#perMs === Infinity) return Infinity;
    const most = Math.max(1, this.#perMs * BURST_MS);
    this.#allowed = Math.min(most, this.#allowed + Math.max(0, nowMs - this.#lastMs) * this.#perMs);
    this.#lastMs = nowMs;
    return Math.floor(this.#allowed);
  }

  /** Notes that lines were read. */
  spend(lines: number): void {
    if (this.#perMs !== Infinity) this.#allowed -= lines;
  }
}
