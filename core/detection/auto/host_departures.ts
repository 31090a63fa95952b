import { missing } from "../kinds/missing.ts";
import type { ChangeAlarms } from "./change_alarms.ts";
import type { WeighedTick } from "./change_watch.ts";
import { FEW_EVENTS, NoveltyRate, type NoveltyState } from "./novelty_rate.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { TemplateWatch } from "./template_watch.ts";
import { usualRange } from "./usual_range.ts";

/** So many ticks without a line, and a host has gone. */
const LEAST_GONE = 2;
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
  readonly #alarms: ChangeAlarms;
  readonly #rate: NoveltyRate;
  /** Tick in which the newest host came. */
  #newest: number;

  constructor(frame: SourceFrame, alarms: ChangeAlarms, [rate, newest]: DeparturesState | readonly [] = []) {
    this.#frame = frame;
    this.#alarms = alarms;
    this.#rate = rate === undefined ? new NoveltyRate(FEW_EVENTS) : NoveltyRate.fromState(rate);
    this.#newest = newest ?? -Infinity;
  }

  /** A host has come. */
  arrive(): void {
    this.#newest = this.#frame.tick;
  }

  /**
   * Takes a tick of a host, and calls that it has gone where that is news. Returns whether it may be about to go, so that its rate says nothing.
   * @param nats evidence that the rate has changed
   */
  take(series: string, watch: TemplateWatch, tick: WeighedTick, nats: number): boolean {
    const isGoing = tick.count < GOING_SHARE * tick.expected;
    if (isGoing) this.#weigh(series, watch, { timeMs: tick.timeMs, nats });
    return isGoing;
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

  /** Once two ticks were empty and that says enough the host has gone. */
  #weigh(
    series: string,
    { change, silence }: TemplateWatch,
    { timeMs, nats }: { readonly timeMs: number; readonly nats: number },
  ): void {
    const evidence = change.strongest, gap = silence.gapAt(this.#frame.tick);
    if (evidence === null || evidence.ratio > 1 || gap < LEAST_GONE) return;
    if (!this.#alarms.isAlarming(series, change, { nats })) return;
    const { ms } = this.#frame.ticks;
    const times = { startMs: timeMs - (gap - 1) * ms, endMs: timeMs + ms };
    const { actual, expected, ticks } = evidence;
    const figures = { actual, expected, ...usualRange(expected, change.dispersion.over(ticks)) };
    const perDay = this.#alarms.perDay(change, { nats });
    silence.leave();
    change.rest();
    if (this.isNews(gap)) this.#frame.find("change", missing.name, series, { ...times, ...figures, perDay });
  }
}
