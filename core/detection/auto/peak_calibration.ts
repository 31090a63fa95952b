/** An excursion is counted when it has come this far above 0, nats; under a right model the rest is exponential with mean 1. */
const LEAST_PEAK = 1;
/** Most that one peak counts, so that an incident does not blind its series. */
const MOST_EXCESS = 19, MOST_POOLED_EXCESS = 8;
/** How many peaks the pool of all series stands for in each of them. */
const PRIOR_PEAKS = 5;

/** Share of older peaks that is left after a new one, in a series and in the pool. */
const KEPT = 0.97, KEPT_IN_POOL = 0.998;

/** State of a pool as numbers. */
export type PoolState = readonly [peaks: number, excess: number];
/** State of a series' calibration as numbers. */
export type CalibrationState = readonly [peaks: number, excess: number, top: number, topMs: number, topCount: number];

/** Peaks of all series of a source together. */
export class PeakPool {
  #peaks = 2;
  #excess = 2;

  /** Mean excess of a peak over {@linkcode LEAST_PEAK}, nats; 1 where models hold. */
  get mean(): number {
    return this.#excess / this.#peaks;
  }

  add(excess: number): void {
    this.#peaks = this.#peaks * KEPT_IN_POOL + 1;
    this.#excess = this.#excess * KEPT_IN_POOL + Math.min(excess, MOST_POOLED_EXCESS);
  }

  toState(): PoolState {
    return [this.#peaks, this.#excess];
  }

  static fromState([peaks, excess]: PoolState): PeakPool {
    const pool = new PeakPool();
    pool.#peaks = peaks;
    pool.#excess = excess;
    return pool;
  }
}

/** An excursion of evidence that has ended. */
export interface Excursion {
  /** Highest evidence, nats, as it was before calibration. */
  readonly nats: number;
  /** When it was highest, epoch milliseconds, and the highest count in it. */
  readonly atMs: number;
  readonly count: number;
}

/**
 * Holds a series' evidence against its own past: where a model holds, peaks of a CUSUM are exponential with mean 1 (Siegmund
 * 1985); where they have been higher, evidence is divided by their mean. This is the mean-excess fit of a peaks-over-threshold
 * tail (Pickands 1975; Siffer et al. 2017) with the model's own exponent as its least.
 *
 * State: 5 numbers.
 */
export class PeakCalibration {
  readonly #pool: PeakPool;
  #peaks = 0;
  #excess = 0;
  #top = 0;
  #topMs = 0;
  #topCount = 0;

  constructor(pool: PeakPool) {
    this.#pool = pool;
  }

  /** Highest evidence of the excursion that goes on, nats, before calibration. */
  get top(): number {
    return this.#top;
  }

  /** What evidence is divided by, at least 1. */
  get factor(): number {
    return Math.max(1, (this.#excess + PRIOR_PEAKS * this.#pool.mean) / (this.#peaks + PRIOR_PEAKS));
  }

  /**
   * Takes a tick's evidence. Returns the excursion that this ends, or null.
   *
   * @param isCounted false while the level is still being learned: peaks of that time say nothing of later ones.
   */
  add(
    nats: number,
    { timeMs, count }: { readonly timeMs: number; readonly count: number },
    isCounted = true,
  ): Excursion | null {
    this.#topCount = Math.max(this.#topCount, count);
    if (nats > this.#top) {
      this.#top = nats;
      this.#topMs = timeMs;
    }
    if (nats >= this.#top / 2) return null;
    const ended = this.end();
    this.#top = nats;
    this.#topMs = timeMs;
    this.#topCount = count;
    if (ended.nats <= LEAST_PEAK) return null;
    if (!isCounted) return ended;
    const excess = Math.min(ended.nats - LEAST_PEAK, MOST_EXCESS);
    this.#peaks = this.#peaks * KEPT + 1;
    this.#excess = this.#excess * KEPT + excess;
    this.#pool.add(excess);
    return ended;
  }

  /** Ends the excursion without counting it: it was a finding. */
  end(): Excursion {
    const excursion = { nats: this.#top, atMs: this.#topMs, count: this.#topCount };
    this.#top = this.#topCount = 0;
    return excursion;
  }

  toState(): CalibrationState {
    return [this.#peaks, this.#excess, this.#top, this.#topMs, this.#topCount];
  }

  static fromState(state: CalibrationState, pool: PeakPool): PeakCalibration {
    const calibration = new PeakCalibration(pool);
    [calibration.#peaks, calibration.#excess, calibration.#top, calibration.#topMs, calibration.#topCount] = state;
    return calibration;
  }
}
