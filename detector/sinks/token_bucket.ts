/** How much may be done at once, and how often from then on. */
export interface TokenBucketOptions {
  readonly atOnce: number;
  /** A further one is allowed after so long, milliseconds. */
  readonly everyMs: number;
  /** Epoch milliseconds; a clock that goes back allows nothing earlier, nor much later. */
  readonly now: () => number;
}

/** Bounds how often something is done: some at once, then one now and then. */
export class TokenBucket {
  readonly #options: TokenBucketOptions;
  #tokens: number;
  #filledMs: number;

  constructor(options: TokenBucketOptions) {
    this.#options = options;
    this.#tokens = options.atOnce;
    this.#filledMs = options.now();
  }

  /** Whether it may be done now; then it counts as done. */
  take(): boolean {
    this.#fill();
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** How long to wait until it may be done, milliseconds. */
  waitMs(): number {
    this.#fill();
    const { everyMs, now } = this.#options;
    return this.#tokens >= 1 ? 0 : Math.max(1, this.#filledMs + everyMs - now());
  }

  #fill(): void {
    const { atOnce, everyMs, now } = this.#options;
    const nowMs = now();
    if (nowMs < this.#filledMs) this.#filledMs = nowMs;
    const due = Math.floor((nowMs - this.#filledMs) / everyMs);
    this.#tokens = Math.min(atOnce, this.#tokens + due);
    this.#filledMs = this.#tokens === atOnce ? nowMs : this.#filledMs + due * everyMs;
  }
}
