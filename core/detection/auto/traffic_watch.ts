import { sum } from "../../sum.ts";
import { poissonNats } from "../../statistics/poisson_nats.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { silence as silenceKind } from "../kinds/silence.ts";
import type { Test } from "./alert_budget.ts";
import type { ChangeAlarms } from "./change_alarms.ts";
import { type Evidence, RATIOS } from "./change_bank.ts";
import type { ChangeWatch, WeighedTick } from "./change_watch.ts";
import { EmptyRuns } from "./empty_runs.ts";
import { DROPS_FROM_HOUR, isWeighed, LEARNING_TICKS, SPOKEN_TICKS } from "./learning_times.ts";
import type { Figures, SourceFrame } from "./source_frame.ts";
import { SourceSilence } from "./source_silence.ts";
import type { Foretold, TrafficLevel } from "./traffic_level.ts";
import { plausible, usualRange } from "./usual_range.ts";

/** Evidence for no lines at all from which a source is taken for silent, nats: nothing is learned then. */
const SILENT_NATS = 3;
/** Less of all lines is called from the second tick on: the first may be where a silence began. */
const DROPS_FROM_TICKS = 2;
/** No line at all is called from this many ticks on, and where this many lines were due in them. */
const SILENT_FROM: readonly { readonly ticks: number; readonly due: number }[] = [
  { ticks: 4, due: 0 },
  { ticks: 2, due: 60 },
  { ticks: 1, due: 240 },
];
/** Changes by less than this ratio are taken for the course of the day while that is not known. */
const GROSS_RATIO = 2.5;
/** A tick's traffic is never expected to be less, lines. */
const LEAST_LINES = 0.3;
/** Beside a source that has stopped another one lacks lines where it has at most this share of the usual, by so much evidence (nats). */
const LACKING_SHARE = 0.5;
const LACKING_NATS = Math.log(200);
/** An operator accepts what all lines were like in these last ticks. */
const ACCEPTED_TICKS = 5;

/** All lines of a tick. */
export interface TickTraffic {
  readonly timeMs: number;
  /** Lines without what floods of single messages hold, and all of them. */
  readonly counted: number;
  readonly total: number;
  readonly isEmpty: boolean;
  /** Those of level error and above. */
  readonly errors: number;
}

/** State of the watch over all lines beside its series' own, a JSON value. */
export type TrafficWatchState = Omit<ReturnType<TrafficWatch["toState"]>, "traffic" | "trafficLevel">;

/** Watches all lines of a source together: changes of their rate, and silence. */
export class TrafficWatch {
  readonly #frame: SourceFrame;
  readonly #change: ChangeWatch;
  readonly #level: TrafficLevel;
  readonly #alarms: ChangeAlarms;
  readonly #silence: SourceSilence;
  readonly #emptyRuns: EmptyRuns;
  #isSilent: boolean;
  /** All lines of the last ticks, floods included. */
  #totals: WeighedTick[] = [];

  constructor(
    frame: SourceFrame,
    { change, level, alarms, restored }: {
      readonly change: ChangeWatch;
      readonly level: TrafficLevel;
      readonly alarms: ChangeAlarms;
      readonly restored?: TrafficWatchState;
    },
  ) {
    this.#frame = frame;
    this.#change = change;
    this.#level = level;
    this.#alarms = alarms;
    this.#isSilent = restored?.isSilent ?? false;
    this.#silence = restored === undefined ? new SourceSilence() : SourceSilence.fromState(restored.silence);
    this.#emptyRuns = new EmptyRuns(frame.ticks, restored?.emptyRuns);
  }

  /** Whether it may be about to fall silent: nothing is learned then. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  /** Whether fewer of its lines, and none, are no anomaly: they are errors. */
  get mayCease(): boolean {
    return this.#emptyRuns.isOfErrors;
  }

  /** Whether a silence goes on. */
  get isOut(): boolean {
    return this.#silence.isOn;
  }

  /** What is expected in a tick that begins at this time. */
  expectation(timeMs: number): { readonly expected: number; readonly dispersion: number } {
    return { expected: this.#level.at(timeMs), dispersion: this.#change.dispersion.tick };
  }

  /** Weighs a tick while no silence goes on. */
  weigh(traffic: TickTraffic): void {
    const { timeMs, counted: count, total, errors, isEmpty } = traffic;
    const { expected, otherwise } = this.#foretold(traffic);
    this.#change.dispersion.settleAt(expected);
    // A flood, as of a release's new messages, stands for as many of the usual lines: that these are fewer is no drop of all lines. Errors stand for none.
    const flood = Math.max(0, total - count - errors);
    const atPresent = Math.max(LEAST_LINES, flood > 0 ? Math.min(expected, otherwise) - flood : otherwise);
    const tick = { timeMs, count, expected, atPresent };
    this.#totals = [...this.#totals.slice(-ACCEPTED_TICKS + 1), { timeMs, count: total, expected }];
    this.#emptyRuns.pass({ isEmpty, isOfErrors: 2 * errors > total });
    if (isWeighed(this.#frame.tick, tick)) this.#test(tick, traffic);
    if (!this.#silence.isOn && !this.#isSilent) this.#learn(tick);
    this.#level.pass(timeMs, count, this.#change.dispersion.tick);
  }

  /**
   * Nothing is learned from a silence, nor from the tick in which it ends: of that one a part may be missing.
   * @returns whether a silence that was called is over.
   */
  goOn(timeMs: number, isEmpty: boolean): boolean {
    if (!isEmpty) return this.#silence.end();
    this.#silence.goOn(this.#level.at(timeMs));
    this.#tellSilence(timeMs);
    return false;
  }

  /**
   * What all lines have come to since a time at which another source stopped: null where so few are no more seldom than once in 200 such times, by a
   * Poisson process' tail (Chernoff) and their scatter, where they are more than half of the usual, and while that is not known.
   */
  lackSince(sinceMs: number): Figures | null {
    const ticks = this.#totals.filter(({ timeMs }) => timeMs >= sinceMs);
    if (ticks.length === 0 || this.#frame.tick < LEARNING_TICKS || this.isOut || this.mayCease) return null;
    const actual = sum(ticks.map(({ count }) => count)), expected = sum(ticks.map((tick) => tick.expected));
    if (actual > LACKING_SHARE * expected) return null;
    const dispersion = this.#change.dispersion.over(ticks.length);
    const nats = poissonNats(actual, expected) / dispersion;
    if (nats < LACKING_NATS) return null;
    const times = { startMs: sinceMs, endMs: ticks.at(-1)!.timeMs + this.#frame.ticks.ms };
    const perDay = this.#frame.ticks.perDay / ticks.length * Math.exp(-nats);
    return {
      ...times,
      spanMs: ticks.length * this.#frame.ticks.ms,
      actual,
      expected,
      ...usualRange(expected, dispersion),
      perDay,
    };
  }

  /** All lines since a time, floods included; null where that was too long ago. */
  since(timeMs: number): number | null {
    const [first] = this.#totals;
    if (first === undefined || first.timeMs > timeMs) return null;
    return sum(this.#totals.filter((tick) => tick.timeMs >= timeMs).map(({ count }) => count));
  }

  /** Whether a change that was called goes on, by the last ticks. */
  get isChanged(): boolean {
    const actual = sum(this.#totals.map(({ count }) => count)),
      expected = sum(this.#totals.map((tick) => tick.expected));
    return this.#change.isLasting(actual, expected);
  }

  /** What the traffic is like now is normal. */
  accept(): void {
    this.#silence.accept();
    this.#change.accept(this.#level, this.#totals);
  }

  /** This many lines a tick more are normal, as a message has brought them. */
  add(lines: number): void {
    const last = this.#totals.at(-1)?.expected;
    if (last === undefined) return;
    this.#level.scale *= Math.max(LEAST_LINES, last + lines) / Math.max(LEAST_LINES, last);
  }

  toState() {
    return {
      traffic: this.#change.toState(),
      trafficLevel: this.#level.toState(),
      isSilent: this.#isSilent,
      silence: this.#silence.toState(),
      emptyRuns: this.#emptyRuns.toState(),
    };
  }

  /** What is expected of a tick: of what tells unlike things what is nearer to what came, so that neither a peak nor a weekend of a week ago widens the band. */
  #foretold({ timeMs, counted }: TickTraffic): Foretold {
    const first = Math.max(counted, 0.01);
    if (this.#frame.tick === 0) return { expected: first, otherwise: first };
    const { expected, otherwise } = this.#level.foretell(timeMs);
    const isNearer = Math.abs(Math.log(first / otherwise)) < Math.abs(Math.log(first / expected));
    return isNearer ? { expected: otherwise, otherwise: expected } : { expected, otherwise };
  }

  #test(tick: WeighedTick, traffic: TickTraffic): void {
    const { timeMs, expected } = tick;
    if (traffic.isEmpty && this.#emptyRuns.spoken < SPOKEN_TICKS) return this.#takeEmpty(traffic, expected);
    const isMature = this.#frame.tick > this.#frame.hours(DROPS_FROM_HOUR);
    // A drop that was too short to be called says nothing of what is ordinary.
    const isOrdinary = isMature && !this.#alarms.isAlarming(ALL_TEMPLATES, this.#change, { nats: this.#change.peak });
    const nats = this.#change.weigh(tick, { falls: !this.mayCease, isMature: isOrdinary });
    const evidence = this.#change.strongest;
    this.#takeEmpty(traffic, expected);
    this.#isSilent = evidence !== null && evidence.ratio === RATIOS[0] && evidence.nats > SILENT_NATS &&
      tick.count < RATIOS[0]! * tick.expected;
    const silentPerDay = this.#silentPerDay;
    if (this.#frame.isAlarm("gap", silentPerDay)) return this.#beginSilence(timeMs, silentPerDay, "gap");
    if (evidence === null) return;
    if (this.#isSilence(evidence)) return this.#beginSilence(timeMs, this.#alarms.perDay(this.#change, evidence));
    if (evidence.ratio < 1 && evidence.ticks < DROPS_FROM_TICKS) return;
    this.#alarms.take({ series: ALL_TEMPLATES, change: this.#change, level: this.#level }, nats, tick);
  }

  #learn({ timeMs, count, expected }: WeighedTick): void {
    const learned = plausible(count, expected, this.#change.dispersion.tick);
    // While no day is known, its course itself is what traffic scatters by.
    if (this.#change.isChanging(timeMs, { by: this.#level.knowsDay(timeMs) ? 1 : GROSS_RATIO })) return;
    this.#level.learn(timeMs, learned);
    this.#change.dispersion.learn(learned, expected);
  }

  #isSilence(evidence: Evidence): boolean {
    const { empty } = this.#silence;
    if (empty === null || evidence.ratio > 1 || !this.#alarms.isAlarming(ALL_TEMPLATES, this.#change, evidence)) {
      return false;
    }
    return evidence.actual === 0 || empty.expected > SILENT_NATS * this.#change.dispersion.tick;
  }

  /** Empty ticks in a row like those up to now that are expected a day. */
  get #silentPerDay(): number {
    const { empty, isUnusual } = this.#silence;
    if (empty === null || !isUnusual) return Infinity;
    if (!SILENT_FROM.some(({ ticks, due }) => empty.ticks >= ticks && empty.expected >= due)) return Infinity;
    return this.#emptyRuns.perDay(empty.expected);
  }

  #takeEmpty(traffic: TickTraffic, expected: number): void {
    const { timeMs, isEmpty } = traffic;
    const { empty } = this.#silence;
    if (!isEmpty && empty !== null) this.#emptyRuns.learn(empty.expected);
    this.#silence.take(timeMs, { isEmpty, expected });
  }

  #beginSilence(timeMs: number, perDay: number, test: Test = "change"): void {
    this.#isSilent = false;
    this.#silence.begin(perDay);
    this.#tellSilence(timeMs, test);
    this.#change.rest();
  }

  #tellSilence(timeMs: number, test: Test = "change"): void {
    const silence = this.#silence.takeNews();
    if (silence === null) return;
    const { startMs: emptyMs, ticks, expected, perDay } = silence;
    const range = usualRange(expected, this.#change.dispersion.over(ticks));
    const endMs = timeMs + this.#frame.ticks.ms;
    const startMs = Math.min(emptyMs, this.#frame.windows.lastLineMs ?? emptyMs);
    this.#frame.find(test, silenceKind.name, ALL_TEMPLATES, {
      startMs,
      endMs,
      spanMs: endMs - emptyMs,
      actual: 0,
      expected,
      ...range,
      perDay,
    });
  }
}
