import type { WeighedTick } from "./change_watch.ts";
import { NoveltyRate, type NoveltyState } from "./novelty_rate.ts";
import type { SourceFrame } from "./source_frame.ts";

/** A host that comes so long before or after another one went takes its place: a container is started anew. */
const REPLACED_TICKS = 15;
/** With less than this share of its usual lines in a tick a host may be going. */
const GOING_SHARE = 0.25;

/** State of the departures as numbers. */
export type DeparturesState = readonly [rate: NoveltyState, newest: number];

/**
 * How often a source's hosts go for good: where containers come and go, one that went is no news. A departure is an event of the test for
 * rare ones, by how many there were lately.
 */
export class HostDepartures {
  readonly #frame: SourceFrame;
  readonly #rate: NoveltyRate;
  /** Tick in which the newest host came. */
  #newest: number;

  constructor(frame: SourceFrame, [rate, newest]: DeparturesState | readonly [] = []) {
    this.#frame = frame;
    this.#rate = rate === undefined ? new NoveltyRate(FEW) : NoveltyRate.fromState(rate);
    this.#newest = newest ?? -Infinity;
  }

  /** A host has come. */
  arrive(): void {
    this.#newest = this.#frame.tick;
  }

  /** Whether a tick's lines are so few that the host may be about to go. */
  isGoing({ count, expected }: Pick<WeighedTick, "count" | "expected">): boolean {
    return count < GOING_SHARE * expected;
  }

  /** A host has gone, for so many ticks by now. Returns whether that is out of the ordinary: nobody came for it, and few go. */
  isNews(gap: number): boolean {
    const isReplaced = this.#newest >= this.#frame.tick - gap - REPLACED_TICKS;
    const perDay = this.#rate.perDay;
    this.#rate.add();
    return !isReplaced && this.#frame.isAlarm("rare", perDay);
  }

  /** A tick has passed. */
  pass(): void {
    this.#rate.pass(1 / this.#frame.ticks.perDay);
  }

  toState(): DeparturesState {
    return [this.#rate.toState(), Number.isFinite(this.#newest) ? this.#newest : -REPLACED_TICKS];
  }
}

/** Departures that are expected in the first hours: as few as errors that are new. */
const FEW = 0.05;
