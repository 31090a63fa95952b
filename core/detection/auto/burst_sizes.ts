import { TailModel, type TailState } from "./tail_model.ts";

/** From so many bursts on a message is known by its own; before by those of all rare messages of its source. */
const OWN_BURSTS = 8;
/** Mean log size that is taken while no burst is known, and the least: below it a second line by chance would be called. */
const PRIOR_LOG_SIZE = 1;
const LEAST_LOG_SIZE = 0.25;

/** How large a burst is. */
export interface BurstSize {
  readonly lines: number;
  /** Minutes with lines. */
  readonly minutes: number;
}

/** State of the sizes as numbers. */
export type BurstState = readonly [lines: TailState, minutes: TailState];

/** Sizes of bursts in lines and in minutes: a nightly job is large and short, a fault goes on. */
export class BurstTails {
  readonly lines: TailModel;
  readonly minutes: TailModel;

  constructor(lines = new TailModel(), minutes = new TailModel()) {
    this.lines = lines;
    this.minutes = minutes;
  }

  learn({ lines, minutes }: BurstSize): void {
    this.lines.learn(lines);
    this.minutes.learn(minutes);
  }

  toState(): BurstState {
    return [this.lines.toState(), this.minutes.toState()];
  }

  static fromState([lines, minutes]: BurstState): BurstTails {
    return new BurstTails(TailModel.fromState(lines), TailModel.fromState(minutes));
  }
}

/** How much a rare message brings when it comes, by its own past bursts or those of all rare messages of its source. */
export class BurstSizes {
  readonly #own: BurstTails;
  readonly #all: BurstTails;

  /** @param all bursts of all rare messages of the source. */
  constructor(all: BurstTails, own = new BurstTails()) {
    this.#all = all;
    this.#own = own;
  }

  /** Takes the size of a burst that has ended. */
  learn(size: BurstSize): void {
    this.#own.learn(size);
    this.#all.learn(size);
  }

  /** -log of the probability of a burst so large or larger in lines or in minutes, nats. */
  surprise(size: BurstSize): number {
    const tails = this.#own.lines.size >= OWN_BURSTS ? this.#own : this.#all;
    const lines = surpriseOf(tails.lines, size.lines), minutes = surpriseOf(tails.minutes, size.minutes);
    return Math.max(0, Math.max(lines, minutes) - Math.LN2);
  }

  /** The largest burst that was seen of it, or of any rare message while too few of its own are known, lines. */
  get usual(): number {
    return (this.#own.lines.size >= OWN_BURSTS ? this.#own : this.#all).lines.largest;
  }

  toState(): BurstState {
    return this.#own.toState();
  }

  static fromState(state: BurstState, all: BurstTails): BurstSizes {
    return new BurstSizes(all, BurstTails.fromState(state));
  }
}

function surpriseOf(tail: TailModel, size: number): number {
  if (tail.size < OWN_BURSTS) return Math.log(size) / PRIOR_LOG_SIZE;
  return Math.min(tail.surprise(size), Math.log(size) / LEAST_LOG_SIZE);
}
