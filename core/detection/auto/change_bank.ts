/**
 * Ratios of new to old rate that are looked for, each by a test of its own. Steps of 2 lose at most a fifth of the evidence for
 * a ratio that lies between; 1.5 and its inverse are for slow changes.
 */
export const RATIOS: readonly number[] = [1 / 4, 1 / 2, 2 / 3, 3 / 2, 2, 4, 8, 16];
/** Index of the first ratio above 1. */
export const FIRST_RISE = 3;
/** Ratios that are so near to 1 that a drift of the level is all it takes: they are weighed with the dispersion of hours. */
const NEAR: readonly boolean[] = RATIOS.map((ratio) => ratio >= 1 / 2 && ratio <= 2);
const LOG_RATIOS = RATIOS.map(Math.log);

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
 * falls to 0, which is the change's onset, and is divided by the dispersion (variance to mean) of counts over as long a time (Page 1954;
 * Lucas 1985 for counts; Wedderburn 1974 for the quasi-likelihood). For each ratio its exponential stays below a
 * Shiryaev-Roberts sum, and the expected number of times that this reaches A is at most ticks / A while the model holds (Shin, Ramdas,
 * Rinaldo 2024), whatever the dependence between series.
 *
 * State: 4 numbers a ratio. Cost: a few operations a ratio and tick, less while there is no evidence.
 */
export class ChangeBank {
  readonly #nats = new Float64Array(RATIOS.length);
  readonly #ticks = new Float64Array(RATIOS.length);
  readonly #actual = new Float64Array(RATIOS.length);
  readonly #expected = new Float64Array(RATIOS.length);

  /**
   * Takes the next tick's count.
   *
   * @param expected above 0.
   * @param dispersion of sums over that number of ticks, at least 1; and of an hour's.
   * @param falls whether drops are looked for too.
   */
  add(
    count: number,
    expected: number,
    { dispersion, hourly, falls }: {
      readonly dispersion: (ticks: number) => number;
      readonly hourly: number;
      readonly falls: boolean;
    },
  ): void {
    for (let i = falls ? 0 : FIRST_RISE; i < RATIOS.length; i++) {
      if (this.#ticks[i] === 0 && sumOf(i, count, expected) <= 0) continue;
      this.#ticks[i]++;
      this.#actual[i] += count;
      this.#expected[i] += expected;
      const sum = sumOf(i, this.#actual[i], this.#expected[i]);
      if (sum <= 0) this.#restart(i);
      else this.#nats[i] = sum / (NEAR[i] ? hourly : dispersion(this.#ticks[i]));
    }
  }

  /** The strongest evidence for a rise if the next tick's count were this one, or null; changes nothing. */
  peek(
    count: number,
    expected: number,
    { dispersion, hourly }: { readonly dispersion: (ticks: number) => number; readonly hourly: number },
  ): Evidence | null {
    let best: Evidence | null = null;
    for (let i = FIRST_RISE; i < RATIOS.length; i++) {
      const ticks = this.#ticks[i] + 1, actual = this.#actual[i] + count, until = this.#expected[i] + expected;
      const nats = sumOf(i, actual, until) / (NEAR[i] ? hourly : dispersion(ticks));
      if (nats > (best?.nats ?? 0)) best = { nats, ratio: RATIOS[i], ticks, actual, expected: until };
    }
    return best;
  }

  /** The strongest evidence, or null while there is none. */
  get strongest(): Evidence | null {
    let best = -1;
    for (let i = 0; i < RATIOS.length; i++) {
      if (this.#nats[i] > 0 && (best < 0 || this.#nats[i] > this.#nats[best])) best = i;
    }
    if (best < 0) return null;
    return {
      nats: this.#nats[best],
      ratio: RATIOS[best],
      ticks: this.#ticks[best],
      actual: this.#actual[best],
      expected: this.#expected[best],
    };
  }

  /** Forgets all evidence. */
  reset(): void {
    for (let i = 0; i < RATIOS.length; i++) this.#restart(i);
  }

  /** State as numbers, for {@linkcode ChangeBank.fromState}. */
  toState(): number[] {
    return [this.#nats, this.#ticks, this.#actual, this.#expected].flatMap((values) => [...values]);
  }

  /** Goes on from a state. */
  static fromState(state: readonly number[]): ChangeBank {
    const bank = new ChangeBank();
    [bank.#nats, bank.#ticks, bank.#actual, bank.#expected].forEach((values, i) => {
      values.set(state.slice(i * RATIOS.length, (i + 1) * RATIOS.length));
    });
    return bank;
  }

  #restart(i: number): void {
    this.#nats[i] =
      this.#ticks[i] =
      this.#actual[i] =
      this.#expected[i] =
        0;
  }
}

/** Log-likelihood ratio of a Poisson rate that is c times the expected one, nats. */
function sumOf(i: number, actual: number, expected: number): number {
  return actual * LOG_RATIOS[i] - expected * (RATIOS[i] - 1);
}
