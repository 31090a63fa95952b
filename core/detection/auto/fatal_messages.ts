/** Before any was seen: one cluster in a thousand days. A process that names a reason why it ends has seldom named it before. */
const PRIOR_CLUSTERS = 0.025, PRIOR_DAYS = 25;
/** Fatal messages so near to each other are one cluster, milliseconds. */
const CLUSTER_MS = 300_000;

/** State of the rate as numbers. */
export type FatalState = readonly [clusters: number, lastMs: number | null, perDay: number];

/**
 * How often a source brings new messages of level fatal: its own count with what is known of such messages anywhere (gamma prior), so that the first
 * of a young log is news though little is known of that.
 */
export class FatalMessages {
  #clusters = 0;
  #lastMs = -Infinity;
  #perDay = Infinity;

  /** Takes a new one. Returns how many clusters like its own are expected a day, by what was before that. @param days for which the source was watched */
  add(timeMs: number, days: number): number {
    const isFirst = timeMs - this.#lastMs > CLUSTER_MS;
    this.#lastMs = timeMs;
    if (isFirst) this.#perDay = (PRIOR_CLUSTERS + this.#clusters++) / (PRIOR_DAYS + days);
    return this.#perDay;
  }

  toState(): FatalState {
    return [
      this.#clusters,
      Number.isFinite(this.#lastMs) ? this.#lastMs : null,
      Number.isFinite(this.#perDay) ? this.#perDay : 0,
    ];
  }

  static fromState([clusters, lastMs, perDay]: FatalState): FatalMessages {
    const fatal = new FatalMessages();
    fatal.#clusters = clusters;
    fatal.#lastMs = lastMs ?? -Infinity;
    fatal.#perDay = perDay;
    return fatal;
  }
}
