/**
 * Ratios of new to old rate that are looked for, each by a test of its own. Steps of 2 lose at most a fifth of the evidence for
 * a ratio that lies between; 1.5 and its inverse are for slow changes.
 */
export const RATIOS: readonly number[] = [1 / 4, 1 / 2, 2 / 3, 3 / 2, 2, 4, 8, 16, 64];
/** Index of the first ratio above 1. */
const FIRST_RISE = RATIOS.findIndex((ratio) => ratio > 1);
/** While the evidence is no more than this, and than a third of what it comes to, it may be noise from before the change, nats. */
const NOISE: readonly number[] = [2, 6];
const NOISE_SHARE = 1 / 3;
/** A rise began with the ratio that has the latest onset, of those that have so much of the strongest evidence: the level's own swing before it is evidence for a smaller one. */
const ENOUGH = 0.7;

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
  /** Numbers of each ratio, one kind after another: see {@linkcode NATS}. */
  readonly #sums: Float64Array;

  constructor() {
    this.#sums = new Float64Array(SIZE);
  }

  /**
   * Takes the next tick's count.
   *
   * @param expected above 0.
   * @param options `scatter`: what counts scatter by; `falls`: whether drops are looked for too; `fewest`: what is expected where those
   * are looked for, if less than `expected`.
   */
  add(
    count: number,
    expected: number,
    { scatter, falls, fewest = expected }: {
      readonly scatter: CountScatter;
      readonly falls: boolean;
      readonly fewest?: number;
    },
  ): void {
    const sums = this.#sums;
    for (let i = falls ? 0 : FIRST_RISE; i < COUNT; i++) {
      const wanted = i < FIRST_RISE ? fewest : expected;
      if (sums[TICKS + i] === 0 && natsOf(i, count, wanted) <= 0) continue;
      const ticks = sums[TICKS + i]! + 1;
      const actual = sums[ACTUAL + i]! + count, usual = sums[EXPECTED + i]! + wanted;
      const nats = natsOf(i, actual, usual);
      if (nats <= 0) this.#reset(i);
      else {
        sums[TICKS + i] = ticks;
        sums[ACTUAL + i] = actual;
        sums[EXPECTED + i] = usual;
        sums[NATS + i] = nats / scatterOf(i, ticks, scatter);
        this.#keepQuiet(i);
      }
    }
  }

  /** The strongest evidence for a rise if the next tick's count were this one, or null; changes nothing. */
  peek(count: number, expected: number, scatter: CountScatter): Evidence | null {
    const sums = this.#sums;
    const natsAt = (i: number) => {
      const nats = natsOf(i, sums[ACTUAL + i]! + count, sums[EXPECTED + i]! + expected);
      return nats / scatterOf(i, sums[TICKS + i]! + 1, scatter);
    };
    let best = -1, most = 0;
    for (let i = FIRST_RISE; i < COUNT; i++) {
      const nats = natsAt(i);
      if (nats > most) {
        best = i;
        most = nats;
      }
    }
    if (best < 0) return null;
    return this.#latest(best, natsAt, { ticks: 1, actual: count, expected });
  }

  /** A count up to which {@linkcode peek} has nothing to tell, not the largest one. */
  calmLines(expected: number): number {
    const sums = this.#sums;
    let calm = Infinity;
    for (let i = FIRST_RISE; i < COUNT; i++) {
      calm = Math.min(calm, (sums[EXPECTED + i]! + expected) * EXCESSES[i]! / LOGS[i]! - sums[ACTUAL + i]!);
    }
    return calm - 1e-6 * (1 + Math.abs(calm));
  }

  /** Nats of the strongest evidence; 0 while there is none. */
  get nats(): number {
    const best = this.#strongest();
    return best < 0 ? 0 : this.#sums[NATS + best]!;
  }

  /** The strongest evidence, or null while there is none. */
  get strongest(): Evidence | null {
    const best = this.#strongest();
    return best < 0 ? null : this.#latest(best, (i) => this.#sums[NATS + i]!);
  }

  /** Forgets all evidence. */
  reset(): void {
    this.#sums.fill(0);
  }

  /** State as numbers, for each ratio. */
  toState(): ChangeState[] {
    return RATIOS.map((_, i) => {
      const quiet = NOISE.map((_, level) => tallyAt(this.#sums, QUIET + level * TALLY + i));
      return [this.#sums[NATS + i]!, tallyAt(this.#sums, TICKS + i), quiet];
    });
  }

  /** Goes on from a state. */
  static fromState(states: readonly ChangeState[]): ChangeBank {
    const bank = new ChangeBank();
    states.forEach(([nats, tally, quiet], i) => {
      bank.#sums[NATS + i] = nats;
      setTally(bank.#sums, TICKS + i, tally);
      quiet.forEach((each, level) => setTally(bank.#sums, QUIET + level * TALLY + i, each));
    });
    return bank;
  }

  #strongest(): number {
    const sums = this.#sums;
    let best = -1, most = 0;
    for (let i = 0; i < COUNT; i++) {
      const nats = sums[NATS + i]!;
      if (nats > most) {
        best = i;
        most = nats;
      }
    }
    return best;
  }

  /** Where the evidence is no more than noise, the change has not begun. */
  #keepQuiet(i: number): void {
    const sums = this.#sums, nats = sums[NATS + i]!;
    for (let level = NOISE.length - 1; level >= 0 && nats <= NOISE[level]!; level--) {
      const quiet = QUIET + level * TALLY + i;
      sums[quiet] = sums[TICKS + i]!;
      sums[quiet + COUNT] = sums[ACTUAL + i]!;
      sums[quiet + 2 * COUNT] = sums[EXPECTED + i]!;
    }
  }

  #reset(i: number): void {
    for (let at = i; at < SIZE; at += COUNT) this.#sums[at] = 0;
  }

  /** The strongest evidence, of a rise as of the ratio that tells its onset best. @param natsAt evidence for a ratio, by its index */
  #latest(
    best: number,
    natsAt: (i: number) => number,
    now?: Omit<Evidence, "nats" | "ratio">,
  ): Evidence {
    const nats = natsAt(best);
    let evidence = this.#since(best, nats, now);
    for (let i = best + 1; i < COUNT && best >= FIRST_RISE; i++) {
      if (natsAt(i) < ENOUGH * nats) continue;
      const other = this.#since(i, nats, now);
      if (other.ticks < evidence.ticks) evidence = other;
    }
    return evidence;
  }

  /** Evidence with what came since the onset, and with what comes now. */
  #since(
    i: number,
    nats: number,
    { ticks, actual, expected }: Omit<Evidence, "nats" | "ratio"> = { ticks: 0, actual: 0, expected: 0 },
  ): Evidence {
    const sums = this.#sums;
    const level = NOISE.findLastIndex((noise) => noise <= NOISE_SHARE * nats);
    const quiet = QUIET + Math.max(0, level) * TALLY + i;
    return {
      nats,
      ratio: RATIOS[i]!,
      ticks: sums[TICKS + i]! + ticks - sums[quiet]!,
      actual: sums[ACTUAL + i]! + actual - sums[quiet + COUNT]!,
      expected: sums[EXPECTED + i]! + expected - sums[quiet + 2 * COUNT]!,
    };
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

const COUNT = RATIOS.length;
/** Where the numbers of the first ratio are: its evidence, its tally, and for each level of noise the tally when the evidence was last no more. */
const NATS = 0, TICKS = COUNT, ACTUAL = 2 * COUNT, EXPECTED = 3 * COUNT, QUIET = 4 * COUNT;
const TALLY = 3 * COUNT;
const SIZE = QUIET + NOISE.length * TALLY;

const LOGS = RATIOS.map((ratio) => Math.log(ratio));
const EXCESSES = RATIOS.map((ratio) => ratio - 1);
/** So near to 1 that a drift of the level is all it takes: these are weighed with the dispersion of hours. */
const ARE_NEAR = RATIOS.map((ratio) => ratio >= 1 / 2 && ratio <= 2);

/** Log-likelihood ratio of a Poisson rate that is this many times the expected one, nats. */
function natsOf(i: number, actual: number, expected: number): number {
  return actual * LOGS[i]! - expected * EXCESSES[i]!;
}

function scatterOf(i: number, ticks: number, scatter: CountScatter): number {
  return ARE_NEAR[i] ? scatter.hour : scatter.over(ticks);
}

function tallyAt(sums: Float64Array, at: number): Tally {
  return [sums[at]!, sums[at + COUNT]!, sums[at + 2 * COUNT]!];
}

function setTally(sums: Float64Array, at: number, [ticks, actual, expected]: Tally): void {
  sums[at] = ticks;
  sums[at + COUNT] = actual;
  sums[at + 2 * COUNT] = expected;
}
