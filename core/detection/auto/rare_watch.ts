import { pattern } from "../kinds/pattern.ts";
import { returning } from "../kinds/returning.ts";
import { DAY_MS } from "./clock_of_day.ts";
import { GROSS_TICKS, RARE_FROM_HOUR } from "./learning_times.ts";
import { FatalMessages, type FatalState } from "./fatal_messages.ts";
import { FEW_EVENTS } from "./novelty_rate.ts";
import { type Clustered, RareMessages } from "./rare_messages.ts";
import type { SourceFrame } from "./source_frame.ts";
import type { Arrival, TemplateWatch } from "./template_watch.ts";
import { UnwatchedTime } from "./unwatched_time.ts";
import type { WatchedWindow } from "./watched_window.ts";

/** A message is rare when it comes at most so often a day, and comes back when it was silent for so long. */
const RARE_PER_DAY = 4;
const RARE_GAP_MS = 8 * 3_600_000;
/** This many bursts tell how often a message comes, whatever the last gap was: one of three a day is no news after twelve hours, as it may stay away so long. */
const KNOWN_BURSTS = 4;
/** Before a day is known, so much of one is added to what was watched. */
const QUARTER_DAY = 0.25;

/**
 * A cluster of known messages below level error is called where this many times fewer like it are expected: that one stays away for long is
 * ordinary, and how often it comes is ill known.
 */
const KNOWN_TIMES = 6;

/** A message after a long silence, or a new one. */
export interface HeardArrival {
  readonly watch: TemplateWatch;
  readonly arrival: Arrival;
  readonly lines: number;
}

/** State of the watch over rare messages, a JSON value. */
export type RareWatchState = Omit<ReturnType<RareWatch["toState"]>, "fatal"> & { readonly fatal?: FatalState };

/** Calls messages that are new, or back after long, by how often a source's rare ones come: errors among themselves. */
export class RareWatch {
  readonly #frame: SourceFrame;
  readonly #severe: RareMessages;
  readonly #others: RareMessages;
  readonly #fatal: FatalMessages;
  readonly #unwatched: UnwatchedTime;

  constructor(frame: SourceFrame, restored?: RareWatchState) {
    this.#frame = frame;
    const { severe, rare, fatal, unwatched } = restored ?? {};
    this.#fatal = fatal === undefined ? new FatalMessages() : FatalMessages.fromState(fatal);
    this.#unwatched = new UnwatchedTime(unwatched);
    this.#severe = severe === undefined ? new RareMessages(FEW_EVENTS) : RareMessages.fromState(severe);
    this.#others = rare === undefined ? new RareMessages() : RareMessages.fromState(rare);
  }

  hear(template: string, heard: HeardArrival, window: WatchedWindow): void {
    const perDay = this.#sightingsPerDay(heard, window.startMs);
    if (!this.#isRare(template, heard, { window, perDay })) return;
    const isSevere = window.errors.has(template);
    const { startMs: timeMs, endMs } = window;
    const sighting = { template, timeMs, lastMs: heard.arrival.lastMs, perDay };
    const found = (isSevere ? this.#severe : this.#others).add(sighting);
    const isEarly = isSevere ? this.#frame.tick < GROSS_TICKS : this.#frame.tick <= this.#frame.hours(RARE_FROM_HOUR);
    const fatalPerDay = window.isFatal?.(template) ? this.#fatal.add(timeMs, this.#days) : Infinity;
    if (found === null || isEarly) return;
    const clusters = Math.min(fatalPerDay, found.perDay);
    if (!this.#frame.isAlarm("rare", this.#weightOf(found.cluster, isSevere) * clusters)) return;
    for (const member of found.cluster) {
      const actual = member.template === template ? heard.lines : 1;
      this.#call(member, { endMs, actual, perDay: clusters });
    }
  }

  /** How many clusters a day are expected that are so rare as the present one of a message and have this many lines of it; null where it is in none. */
  withLines(template: string, nats: number): number | null {
    return this.#severe.withLines(template, nats) ?? this.#others.withLines(template, nats);
  }

  /** Nothing is known of a window that begins then. */
  skip(startMs: number): void {
    this.#unwatched.begin(startMs);
  }

  /** A window that begins then is known. */
  watch(startMs: number): void {
    this.#unwatched.end(startMs);
  }

  /** A tick has ended. */
  pass(endMs: number): void {
    for (const messages of [this.#severe, this.#others]) messages.pass(endMs, this.#frame.ticks.ms);
  }

  toState() {
    const fatal = this.#fatal.toState(), unwatched = this.#unwatched.toState();
    return { severe: this.#severe.toState(), rare: this.#others.toState(), fatal, unwatched };
  }

  /** Days that were watched. */
  get #days(): number {
    return this.#frame.tick / this.#frame.ticks.perDay;
  }

  #isRare(
    template: string,
    { watch, arrival, lines }: HeardArrival,
    { window, perDay }: { readonly window: WatchedWindow; readonly perDay: number },
  ): boolean {
    const { tick } = this.#frame;
    const { lastMs } = arrival;
    if (tick === 0 || lastMs === null && !window.isNew(template)) return false;
    if (lastMs !== null && (perDay > RARE_PER_DAY || this.#gapMs(lastMs, window.startMs) <= RARE_GAP_MS)) return false;
    // One that is frequent has not been rare, its source was not watched.
    return !watch.isFrequent(tick) && !watch.change.habits.know(window.startMs, lines);
  }

  #sightingsPerDay({ watch, arrival: { lastMs, bursts } }: HeardArrival, nowMs: number): number {
    const { perDay } = this.#frame.ticks;
    if (lastMs === null) return 0.5 / (this.#days + QUARTER_DAY);
    const days = this.#frame.since(watch.born) / perDay + QUARTER_DAY;
    const known = (bursts - 0.5) / days;
    return bursts >= KNOWN_BURSTS ? known : Math.min(known, DAY_MS / Math.max(1, this.#gapMs(lastMs, nowMs)));
  }

  /** For how long a message was not there while somebody watched. */
  #gapMs(lastMs: number, nowMs: number): number {
    return nowMs - lastMs - this.#unwatched.within(lastMs, nowMs);
  }

  /** How many times fewer clusters like one are to be expected for it to be called. */
  #weightOf(cluster: readonly Clustered[], isSevere: boolean): number {
    if (isSevere) return 1;
    const known = cluster.some(({ lastMs }) => lastMs === null) ? 1 : KNOWN_TIMES;
    return known * this.#frame.rareTimes;
  }

  #call(
    member: Clustered,
    { endMs, actual, perDay }: { readonly endMs: number; readonly actual: number; readonly perDay: number },
  ): void {
    if (member.told) return;
    member.told = true;
    const kind = member.lastMs === null ? pattern.name : returning.name;
    const figures = { actual, expected: 0, lower: 0, upper: 0, perDay };
    this.#frame.find("rare", kind, member.template, { startMs: member.timeMs, endMs, ...figures });
  }
}
