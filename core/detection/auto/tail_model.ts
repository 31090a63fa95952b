/** Bins are quarters of an octave: a value of 1 is in the first, one of 2^16 in the last. */
const BINS = 64;
const BIN_NATS = Math.LN2 / 4;
/** Least mean log excess of the largest values: below it a timer would be called for being a fifth late. */
const LEAST_EXCESS = 0.2;

/** State of a model as numbers; the counts are those of its bins. */
export type TailState = readonly [size: number, sum: number, largest: number, ...counts: number[]];

/**
 * The distribution of a positive quantity, from 1 on, and its upper tail. Within what was seen the probability of a value so large or larger is
 * its share among all; beyond the largest it falls as a power of the value, with the mean log excess of the largest tenth (Hill
 * 1975), taken as larger while few values are known.
 *
 * State: at most 67 numbers.
 */
export class TailModel {
  /** As far as values have come; the bins beyond are empty. */
  readonly #counts: number[] = [];
  #size = 0;
  #sum = 0;
  #largest = 0;

  /** How many values were learned. */
  get size(): number {
    return this.#size;
  }

  get mean(): number {
    return this.#size === 0 ? 0 : this.#sum / this.#size;
  }

  /** Sum of the values' logarithms, by bins. */
  get logs(): number {
    let sum = 0;
    for (let bin = 0; bin < this.#counts.length; bin++) sum += bin * BIN_NATS * this.#counts[bin]!;
    return sum;
  }

  get largest(): number {
    return this.#largest;
  }

  /** Takes a value; any unit, the same for all. */
  learn(value: number): void {
    this.#size++;
    this.#sum += value;
    this.#largest = Math.max(this.#largest, value);
    const bin = binOf(value);
    while (this.#counts.length <= bin) this.#counts.push(0);
    this.#counts[bin] = this.#in(bin) + 1;
  }

  /** What all but this share of the values were below, by quarters of an octave. */
  upTo(share: number): number {
    let bin = this.#counts.length, beyond = 0;
    while (bin > 0 && beyond + this.#in(bin - 1) <= share * this.#size) beyond += this.#in(--bin);
    return Math.min(this.#largest, Math.exp(bin * BIN_NATS));
  }

  /** -log of the probability of a value so large or larger, nats. @param excess mean log excess over the largest, where it is known */
  surprise(value: number, excess = this.#excess()): number {
    if (value <= this.#largest) return -Math.log((this.#from(value) + 1) / (this.#size + 1));
    return Math.log(this.#size + 1) + Math.log(value / this.#largest) / excess;
  }

  toState(): TailState {
    return [this.#size, this.#sum, this.#largest, ...this.#counts];
  }

  static fromState([size, sum, largest, ...counts]: TailState): TailModel {
    const model = new TailModel();
    model.#size = size;
    model.#sum = sum;
    model.#largest = largest;
    model.#counts.push(...counts);
    return model;
  }

  /** How many are in a bin. */
  #in(bin: number): number {
    return this.#counts[bin] ?? 0;
  }

  /** How many were at least as large, by bins. */
  #from(value: number): number {
    let larger = 0;
    for (let bin = binOf(value); bin < this.#counts.length; bin++) larger += this.#in(bin);
    return larger;
  }

  /** Mean log excess of the largest tenth over its least. */
  #excess(): number {
    let from = this.#counts.length - 1, beyond = 0;
    while (from > 0 && beyond + this.#in(from) < 0.1 * this.#size) beyond += this.#in(from--);
    let weight = 0, excess = 0.1;
    for (let bin = from; bin < this.#counts.length; bin++) {
      weight += this.#in(bin);
      excess += this.#in(bin) * (bin - from) * BIN_NATS;
    }
    return Math.max(LEAST_EXCESS, excess / weight * (1 + 2 / Math.sqrt(this.#size)));
  }
}

function binOf(value: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(4 * Math.log2(Math.max(value, 1)))));
}
