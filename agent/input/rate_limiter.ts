/** The longest time for which unused lines are saved up. */
const BURST_MS = 100;

/** Allows a number of lines a second, evenly. */
export class RateLimiter {
  readonly #ratePerSecond: number;
  /** In thousandths, so that whole rates and milliseconds add up exactly. */
  #allowed = 0;
  #lastMs: number;

  /** @default {unlimited} for `ratePerSecond` */
  constructor(ratePerSecond: number | undefined, nowMs: number) {
    this.#ratePerSecond = ratePerSecond ?? Infinity;
    this.#lastMs = nowMs;
  }

  /** How many lines may be read now. */
  allowance(nowMs: number): number {
    if (this.#ratePerSecond === Infinity) return Infinity;
    const most = Math.max(1_000, this.#ratePerSecond * BURST_MS);
    this.#allowed = Math.min(most, this.#allowed + Math.max(0, nowMs - this.#lastMs) * this.#ratePerSecond);
    this.#lastMs = nowMs;
    return Math.floor(this.#allowed / 1_000);
  }

  /** Notes that lines were read. */
  spend(lines: number): void {
    if (this.#ratePerSecond !== Infinity) this.#allowed -= lines * 1_000;
  }
}
