/** How a {@linkcode TailRank} believes that scores are spread before it has seen any: P(score >= x) = (1 + x / unit) ^ -exponent. */
export interface TailPrior {
  readonly unit: number;
  readonly exponent: number;
  /** How many past scores that belief is worth. */
  readonly weight: number;
}

/**
 * The surprise of a non-negative score: -log10 of the probability of one as large, given the series' own past scores.
 *
 * That probability is the posterior mean under a Dirichlet process (Ferguson 1973):
 * p = (past scores at least as large + weight * prior(x)) / (past scores + weight). With a weight of 0 it is the conformal rank, which
 * ends at 1 in n; the prior's power-law tail goes on from there, so a value twice as far as any before surprises more than one just as far.
 *
 * Past scores are kept as counts in bins of 9 % of their size (8 to the octave, from 1/16 to 65,536): 161 numbers. All are halved when
 * 30,000 have come together, so that the past fades.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const rank = new TailRank({ unit: 1, exponent: 2, weight: 25 });
 * assert.equal(rank.step(9), 2); // one in a hundred, by the prior alone
 * ```
 */
export class TailRank {
  readonly #bins = new Float64Array(BINS);
  #total = 0;
  #highest = 0;

  constructor(readonly prior: TailPrior) {}

  /** The surprise of a score by those before it; then counts it. */
  step(score: number): number {
    const { unit, exponent, weight } = this.prior;
    const believed = weight * Math.pow(1 + score / unit, -exponent);
    const position = Math.max(0, Math.min(BINS - 1, OCTAVE * (Math.log2(score) + LOWEST)));
    const bin = Math.floor(position);
    let above = this.#bins[bin]! * (1 - (position - bin));
    for (let i = bin + 1; i <= this.#highest; i++) above += this.#bins[i]!;
    const surprise = -Math.log10((above + believed) / (this.#total + weight));
    this.#count(bin);
    return surprise;
  }

  #count(bin: number): void {
    this.#bins[bin]!++;
    this.#highest = Math.max(this.#highest, bin);
    if (++this.#total < FADE) return;
    for (let i = 0; i < BINS; i++) this.#bins[i]! /= 2;
    this.#total /= 2;
  }
}

const BINS = 161;
const OCTAVE = 8;
const LOWEST = 4;
const FADE = 30_000;
