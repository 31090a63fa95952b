/** Rates within a band differ by less than this many times. */
const BAND = 4;
/** A band's own scatter counts as much as that of all together once it holds this many sums. */
const PRIOR_SUMS = 1;
/** Sums of less than so many lines a tick are of one band. */
const LEAST_RATE = 1e-3;
/** A band that holds next to nothing is forgotten. */
const LEAST_SUMS = 1e-3;

/** Squared residuals of sums, what was expected and what came in them, and how many sums that were, older ones for less. */
type Band = readonly [squares: number, means: number, seen: number, known: number];
/** State of bands: each after its place. */
export type RateBandsState = readonly (readonly [place: number, ...Band])[];

/**
 * How far a series scatters at different rates: what is expected wrongly by a tenth is a hundred lines by day and one at night, so that one dispersion for all hours of a day would be
 * blind at night. The variance to mean of each band of rates by itself, drawn to that of all together while it has few sums.
 *
 * State: 5 numbers a band; a day that swings by a factor of a hundred has five.
 */
export class RateBands {
  readonly #keep: number;
  readonly #bands: Map<number, Band>;

  /** @param keep share of the older sums that is left after a new one. */
  constructor(keep: number, state: RateBandsState = []) {
    this.#keep = keep;
    this.#bands = new Map(state.map(([place, ...band]) => [place, band]));
  }

  /** Takes a sum. @param rate lines a tick that were expected in it. */
  take(rate: number, actual: number, expected: number): void {
    for (const [place, [squares, means, seen, known]] of this.#bands) {
      const keep = this.#keep;
      if (known * keep < LEAST_SUMS) this.#bands.delete(place);
      else this.#bands.set(place, [squares * keep, means * keep, seen * keep, known * keep]);
    }
    const place = Math.round(placeOf(rate)), [squares, means, seen, known] = this.#bands.get(place) ?? [0, 0, 0, 0];
    this.#bands.set(place, [squares + (actual - expected) ** 2, means + expected, seen + actual, known + 1]);
  }

  /** Variance to mean where so many lines a tick are expected. @param pooled that of all rates together. */
  at(rate: number, pooled: number): number {
    const place = placeOf(rate), below = Math.floor(place), share = place - below;
    return (1 - share) * this.#ratioOf(below, pooled) + share * this.#ratioOf(below + 1, pooled);
  }

  toState(): RateBandsState {
    return [...this.#bands].map(([place, band]) => [place, ...band] as const);
  }

  #ratioOf(place: number, pooled: number): number {
    const band = this.#bands.get(place);
    if (band === undefined) return pooled;
    const [squares, means, seen, known] = band;
    const own = squares / Math.max(means, seen, LEAST_RATE);
    return (own * known + pooled * PRIOR_SUMS) / (known + PRIOR_SUMS);
  }
}

/** Place of a rate among the bands, whose middles are whole numbers. */
function placeOf(rate: number): number {
  return Math.log(Math.max(LEAST_RATE, rate)) / Math.log(BAND);
}
