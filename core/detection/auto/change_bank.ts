/**
 * Ratios of new to old rate that are looked for, each by a test of its own. Steps of 2 lose at most a fifth of the evidence for
 * a ratio that lies between; 1.5 and its inverse are for slow changes.
 */
export const RATIOS: readonly number[] = [1 / 4, 1 / 2, 2 / 3, 3 / 2, 2, 4, 8, 16];
/** Index of the first ratio above 1. */
const FIRST_RISE = RATIOS.findIndex((ratio) => ratio > 1);
/** While the evidence is no more than this, and than a third of what it comes to, it may be noise from before the change, nats. */
const NOISE: readonly number[] = [2, 6];
const NOISE_SHARE = 1 / 3;

/** The strongest evidence for a change. */
export interface Evidence {
  /** Log-likelihood ratio of the change against no change, nats. */
  readonly nats: number;
  /** One of {@linkcode RATIOS}. */
  readonly ratio: number;
  /** How many ticks ago the change began, this one included. */
  readonly ticks: number;
  /** Lines since then, and how many were expected. */
  readonly actual: number;
  readonly expected: number;
}

/**
 * Page's CUSUM for a Poisson rate, one for each of {@linkcode RATIOS}: the sum of n log c - mu (c - 1) begins anew where it
 * falls to 0, and is divided by the dispersion (variance to mean) of counts over as long a time (Page 1954;
 * Lucas 1985 for counts; Wedderburn 1974 for the quasi-likelihood). For each ratio its exponential stays below a
 * Shiryaev-Roberts sum, and the expected number of times that this reaches A is at most ticks / A while the model holds (Shin, Ramdas,
 * Rinaldo 2024), whatever the dependence between series. The change's onset is where the evidence was last no more than noise.
 *
 * State: 10 numbers a ratio. Cost: a few operations a ratio and tick, less while there is no evidence.
 */
export class ChangeBank {
  readonly #sums: readonly ChangeSum[];
  readonly #rises: readonly ChangeSum[];

  constructor(states: readonly ChangeState[] = []) {
    this.#sums = RATIOS.map((ratio, i) => new ChangeSum(ratio, states[i]));
    this.#rises = this.#sums.slice(FIRST_RISE);
  }

  /**
   * Takes the next tick's count.
   *
   * @param expected above 0.
   * @param options `scatter`: what counts scatter by; `falls`: whether drops are looked for too.
   */
  add(
    count: number,
    expected: number,
    { scatter, falls }: { readonly scatter: CountScatter; readonly falls: boolean },
  ): void {
    for (const sum of falls ? this.#sums : this.#rises) sum.add(count, expected, scatter);
  }

  /** The strongest evidence for a rise if the next tick's count were this one, or null; changes nothing. */
  peek(count: number, expected: number, scatter: CountScatter): Evidence | null {
    let best: ChangeSum | null = null, most = 0;
    for (const sum of this.#rises) {
      const nats = sum.natsWith(count, expected, scatter);
      if (nats > most) {
        best = sum;
        most = nats;
      }
    }
    return best?.evidenceWith(count, expected, most) ?? null;
  }

  /** The strongest evidence, or null while there is none. */
  get strongest(): Evidence | null {
    let best: ChangeSum | null = null;
    for (const sum of this.#sums) if (sum.nats > (best?.nats ?? 0)) best = sum;
    return best?.evidence ?? null;
  }

  /** Forgets all evidence. */
  reset(): void {
    for (const sum of this.#sums) sum.reset();
  }

  /** State as numbers, for each ratio. */
  toState(): ChangeState[] {
    return this.#sums.map((sum) => sum.toState());
  }

  /** Goes on from a state. */
  static fromState(states: readonly ChangeState[]): ChangeBank {
    return new ChangeBank(states);
  }
}

/** What counts scatter by. */
export interface CountScatter {
  /** Dispersion of sums over a number of ticks, at least 1. */
  over(ticks: number): number;
  /** Dispersion of an hour's. */
  readonly hour: number;
}

/** Ticks since a sum began anew, lines in them, and how many were expected. */
type Tally = readonly [ticks: number, actual: number, expected: number];

/** State of the sum for one ratio as numbers: evidence, the tally, and the tallies where the evidence was last no more than noise. */
export type ChangeState = readonly [nats: number, tally: Tally, quiet: readonly Tally[]];

const NOTHING: Tally = [0, 0, 0];

/** The CUSUM for one ratio. */
class ChangeSum {
  readonly #ratio: number;
  readonly #log: number;
  readonly #isNear: boolean;
  nats: number;
  #ticks: number;
  #actual: number;
  #expected: number;
  #quiet: Tally[];

  constructor(ratio: number, [nats, tally, quiet]: ChangeState = [0, NOTHING, NOISE.map(() => NOTHING)]) {
    this.#ratio = ratio;
    this.#log = Math.log(ratio);
    // So near to 1 that a drift of the level is all it takes: these are weighed with the dispersion of hours.
    this.#isNear = ratio >= 1 / 2 && ratio <= 2;
    this.nats = nats;
    [this.#ticks, this.#actual, this.#expected] = tally;
    this.#quiet = [...quiet];
  }

  add(count: number, expected: number, scatter: CountScatter): void {
    if (this.#ticks === 0 && this.#ratioOf(count, expected) <= 0) return;
    this.#ticks++;
    this.#actual += count;
    this.#expected += expected;
    const sum = this.#ratioOf(this.#actual, this.#expected);
    if (sum <= 0) this.reset();
    else this.nats = sum / this.#scatterOf(this.#ticks, scatter);
    if (this.nats <= NOISE.at(-1)!) this.#keepQuiet();
  }

  /** Evidence with another tick, nats; 0 or less: none. */
  natsWith(count: number, expected: number, scatter: CountScatter): number {
    const sum = this.#ratioOf(this.#actual + count, this.#expected + expected);
    return sum <= 0 ? sum : sum / this.#scatterOf(this.#ticks + 1, scatter);
  }

  evidenceWith(count: number, expected: number, nats: number): Evidence {
    return this.#since(nats, [this.#ticks + 1, this.#actual + count, this.#expected + expected]);
  }

  get evidence(): Evidence {
    return this.#since(this.nats, this.#tally);
  }

  reset(): void {
    this.nats =
      this.#ticks =
      this.#actual =
      this.#expected =
        0;
    this.#quiet.fill(NOTHING);
  }

  toState(): ChangeState {
    return [this.nats, this.#tally, [...this.#quiet]];
  }

  get #tally(): Tally {
    return [this.#ticks, this.#actual, this.#expected];
  }

  #keepQuiet(): void {
    const tally = this.#tally;
    for (let level = NOISE.length - 1; level >= 0 && this.nats <= NOISE[level]!; level--) this.#quiet[level] = tally;
  }

  /** Evidence with what came since the onset. */
  #since(nats: number, [ticks, actual, expected]: Tally): Evidence {
    const level = NOISE.findLastIndex((noise) => noise <= NOISE_SHARE * nats);
    const [before, lines, usual] = this.#quiet[Math.max(0, level)] ?? NOTHING;
    return { nats, ratio: this.#ratio, ticks: ticks - before, actual: actual - lines, expected: expected - usual };
  }

  #scatterOf(ticks: number, scatter: CountScatter): number {
    return this.#isNear ? scatter.hour : scatter.over(ticks);
  }

  /** Log-likelihood ratio of a Poisson rate that is so many times the expected one, nats. */
  #ratioOf(actual: number, expected: number): number {
    return actual * this.#log - expected * (this.#ratio - 1);
  }
}
