import { missing } from "../kinds/missing.ts";
import type { ChangeAlarms } from "./change_alarms.ts";
import type { ChangeWatch, WeighedTick } from "./change_watch.ts";
import { firstRunPerDay } from "./empty_runs.ts";
import { DROPS_FROM_HOUR } from "./learning_times.ts";
import { FEW_EVENTS, NoveltyRate, type NoveltyState } from "./novelty_rate.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { TemplateWatch } from "./template_watch.ts";
import { usualRange } from "./usual_range.ts";

/** This many ticks without a line, and a host has gone. */
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
   * @param evidence `nats`: that its rate has changed; `isSilent`: whether all of the source may be about to fall silent
   */
  take(
    series: string,
    watch: TemplateWatch,
    tick: WeighedTick,
    { nats, isSilent }: { readonly nats: number; readonly isSilent: boolean },
  ): boolean {
    const isGoing = tick.count < GOING_SHARE * tick.expected;
    if (isGoing && !isSilent) this.#weigh(series, watch, tick, nats);
    return isGoing;
  }

  /** A host has gone, for this many ticks by now. Returns whether that is out of the ordinary: nobody came for it, and few go. */
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
  #weigh(series: string, watch: TemplateWatch, { timeMs, expected }: WeighedTick, nats: number): void {
    const { change, silence } = watch, gap = silence.gapAt(this.#frame.tick);
    if (gap < LEAST_GONE) return;
    const perDay = Math.min(this.#changePerDay(series, change, nats), this.#restPerDay(watch, gap * expected));
    if (perDay === Infinity) return;
    const { ms } = this.#frame.ticks;
    const times = { startMs: timeMs - (gap - 1) * ms, endMs: timeMs + ms };
    const figures = { actual: 0, expected: gap * expected, ...usualRange(gap * expected, change.dispersion.over(gap)) };
    silence.leave();
    change.rest();
    if (this.isNews(gap)) this.#frame.find("change", missing.name, series, { ...times, ...figures, perDay });
  }

  /** Changes of its rate like this one a day; Infinity where it is none that is called. */
  #changePerDay(series: string, change: ChangeWatch, nats: number): number {
    const { strongest } = change;
    const isFall = strongest !== null && strongest.ratio < 1;
    return isFall && this.#alarms.isAlarming(series, change, { nats })
      ? this.#alarms.perDay(change, { nats })
      : Infinity;
  }

  /** Rests in which this many lines are due a day, of a host that has never rested; Infinity of others, and where it is no news. */
  #restPerDay({ silence }: TemplateWatch, due: number): number {
    const unbroken = silence.unbroken();
    if (unbroken < this.#frame.hours(DROPS_FROM_HOUR)) return Infinity;
    const perDay = firstRunPerDay(due, unbroken / this.#frame.ticks.perDay);
    return this.#frame.isAlarm("gap", perDay) ? perDay : Infinity;
  }
}
