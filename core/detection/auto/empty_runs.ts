import { TailModel } from "./tail_model.ts";
import type { Ticks } from "./ticks.ts";

/** From this many runs on the tail is known by them; before it falls by this power of the lines that were expected. */
const LEAST_RUNS = 8;
const PRIOR_EXCESS = 0.5;
/** Where errors were most of the lines in this many of the ticks with lines, to have none is good news. */
const ERRORS_SHARE = 0.9;
/** Before a day is known, so much of one is added to what was watched. */
const QUARTER_DAY = 0.25;

const NOTHING = { runs: new TailModel().toState(), watched: 0, spoken: 0, ofErrors: 0 };

/** How many runs a day in which this many lines or more are expected a series has that never had an empty tick in this many days. */
export function firstRunPerDay(expected: number, days: number): number {
  return runsPerDay(0, days, priorSurprise(1 + expected));
}

/** State of the runs, a JSON value. */
export type EmptyRunsState = ReturnType<EmptyRuns["toState"]>;

/**
 * For how long a source has been without any line while nothing was wrong, in lines that were expected in that time. How counts scatter says
 * nothing of it: a load that doubles and halves is never none, so a log that scatters fifty times more than by chance may still never have had an
 * empty minute.
 *
 * State: at most 70 numbers.
 */
export class EmptyRuns {
  readonly #ticks: Ticks;
  readonly #runs: TailModel;
  #watched: number;
  /** Of these, with lines. */
  #spoken: number;
  /** Of these, with hardly anything but errors. */
  #ofErrors: number;

  constructor(ticks: Ticks, { runs, watched, spoken, ofErrors }: EmptyRunsState = NOTHING) {
    this.#ticks = ticks;
    this.#runs = TailModel.fromState(runs);
    this.#watched = watched;
    this.#spoken = spoken;
    this.#ofErrors = ofErrors;
  }

  /** Whether hardly anything but errors comes, as in the error log of a web server: fewer lines, and none, are no anomaly. */
  get isOfErrors(): boolean {
    return this.#ofErrors > ERRORS_SHARE * this.#spoken;
  }

  /** Ticks with lines so far. */
  get spoken(): number {
    return this.#spoken;
  }

  /** A tick was watched. @param of `isEmpty`: without a line; `isOfErrors`: most of its lines were errors */
  pass({ isEmpty, isOfErrors }: { readonly isEmpty: boolean; readonly isOfErrors: boolean }): void {
    this.#watched++;
    if (!isEmpty) this.#spoken++;
    if (isOfErrors) this.#ofErrors++;
  }

  /** Takes a run that has ended. @param expected lines, in all of it. */
  learn(expected: number): void {
    this.#runs.learn(1 + expected);
  }

  /**
   * How many runs a day in which this many lines or more are expected there are while nothing is wrong; Infinity where the source has had lines for
   * less than an hour, as one that begins with an outage may be silent in good times, and where errors are all that it has.
   */
  perDay(expected: number): number {
    if (this.#spoken < this.#ticks.perHour || this.isOfErrors) return Infinity;
    return runsPerDay(this.#runs.size, this.#watched / this.#ticks.perDay, this.#surprise(1 + expected));
  }

  toState() {
    return { runs: this.#runs.toState(), watched: this.#watched, spoken: this.#spoken, ofErrors: this.#ofErrors };
  }

  #surprise(lines: number): number {
    if (this.#runs.size >= LEAST_RUNS) return this.#runs.surprise(lines);
    return priorSurprise(lines / Math.max(1, this.#runs.largest));
  }
}

/** Runs a day with so much surprise or more, where this many were seen in this many days. */
function runsPerDay(seen: number, days: number, surprise: number): number {
  return (seen + 0.5) / (days + QUARTER_DAY) * Math.exp(-surprise);
}

/** Surprise at a run that is this many times as long as the longest, while few are known, nats. */
function priorSurprise(times: number): number {
  return Math.max(0, Math.log(times) / PRIOR_EXCESS);
}
