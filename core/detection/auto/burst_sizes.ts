import { TailModel, type TailState } from "./tail_model.ts";

/** From this many bursts on a message is known by its own; before by those of all rare messages of its source. */
const OWN_BURSTS = 8;
/** Share of bursts that are larger than usual ones. */
const UNUSUAL = 0.1;
/** Mean log size that is taken while no burst is known, what it weighs beside those that are, and the least: below it a second line by chance would be called. */
const PRIOR_LOG_SIZE = 1, PRIOR_BURSTS = 4;
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

const NO_BURSTS = new BurstTails();

/** How improbable a burst is, and by what. */
export interface BurstSurprise {
  /** -log of the probability of a burst so large or larger in lines or in minutes, nats. */
  readonly nats: number;
  /** Whether rather because it goes on than by its lines. */
  readonly isLong: boolean;
  /** What nine of ten bursts do not exceed. */
  readonly usual: BurstSize;
}

/** How much a rare message brings when it comes, by its own past bursts or those of all rare messages of its source. */
export class BurstSizes {
  /** Null before the first burst has ended. */
  #own: BurstTails | null;
  readonly #all: BurstTails;

  /** @param all bursts of all rare messages of the source. */
  constructor(all: BurstTails, own: BurstTails | null = null) {
    this.#all = all;
    this.#own = own;
  }

  /** Takes the size of a burst that has ended. @param isShared whether {@linkcode share} has taken it */
  learn(size: BurstSize, isShared = false): void {
    (this.#own ??= new BurstTails()).learn(size);
    if (!isShared) this.share(size);
  }

  /** Takes the size of a burst that has ended for what is known of all messages alone: nothing is kept of one that may never come again. */
  share(size: BurstSize): void {
    this.#all.learn(size);
  }

  /** How improbable a burst so large is. */
  surprise(size: BurstSize): BurstSurprise {
    const { lines, minutes } = this.#own !== null && this.#own.lines.size >= OWN_BURSTS ? this.#own : this.#all;
    const byLines = surpriseOf(lines, size.lines), byMinutes = surpriseOf(minutes, size.minutes);
    const nats = Math.max(0, Math.max(byLines, byMinutes) - Math.LN2);
    return { nats, isLong: byMinutes > byLines, usual: { lines: usualOf(lines), minutes: usualOf(minutes) } };
  }

  toState(): BurstState {
    return (this.#own ?? NO_BURSTS).toState();
  }

  static fromState(state: BurstState, all: BurstTails): BurstSizes {
    const own = BurstTails.fromState(state);
    return new BurstSizes(all, own.lines.size === 0 ? null : own);
  }
}

function usualOf(tail: TailModel): number {
  return tail.size < OWN_BURSTS ? 1 : tail.upTo(UNUSUAL);
}

function surpriseOf(tail: TailModel, size: number): number {
  if (tail.size < OWN_BURSTS) {
    const mean = (PRIOR_BURSTS * PRIOR_LOG_SIZE + tail.logs) / (PRIOR_BURSTS + tail.size);
    return Math.log(size) / Math.max(LEAST_LOG_SIZE, mean);
  }
  return Math.min(tail.surprise(size), Math.log(size) / LEAST_LOG_SIZE);
}
