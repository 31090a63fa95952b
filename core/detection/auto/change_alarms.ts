import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { isMessage } from "../series_words.ts";
import type { Test } from "./alert_budget.ts";
import { type Evidence, RATIOS } from "./change_bank.ts";
import { ERROR_LINES, meaningOf, type Surroundings } from "./change_meaning.ts";
import type { Change, ChangeWatch, Level, WeighedTick } from "./change_watch.ts";
import type { SourceFrame } from "./source_frame.ts";
import { usualRange } from "./usual_range.ts";

/** A burst of more lines in a tick than so many times the log's usual traffic is no job of its first day. */
const FLOOD_TIMES = 3;
/** A message that holds so much of a log's usual traffic is what that is: its rise is one of all lines. */
const MAIN_SHARE = 0.5;

/** A series whose rate is watched. */
export interface RatedSeries {
  /** A template, `*` for all lines, or {@linkcode ERROR_LINES}. */
  readonly series: string;
  readonly change: ChangeWatch;
  readonly level: Level;
}

/** When a rise in a tick that goes on is seen, epoch milliseconds. */
export interface RiseTimes {
  readonly tickMs: number;
  /** From when on there were more lines in it than are calm. */
  readonly risenMs: number;
  readonly endMs: number;
}

/** When a change is called, by what is counted until when, and how many like it are expected a day. */
interface CallTimes {
  readonly endMs: number;
  readonly spanMs: number;
  readonly perDay: number;
}

/** Calls changes of rates where the evidence is within the budget. */
export class ChangeAlarms {
  readonly #frame: SourceFrame;
  readonly #around: Surroundings;

  constructor(frame: SourceFrame, around: Surroundings) {
    this.#frame = frame;
    this.#around = around;
  }

  /** Events a day like one of so much evidence, over all ratios of one series. */
  perDay(change: ChangeWatch, evidence: Pick<Evidence, "nats">): number {
    return this.#like(change.calibrated(evidence));
  }

  isAlarming(series: string, change: ChangeWatch, evidence: Pick<Evidence, "nats">): boolean {
    return this.#frame.isAlarm(testOf(series), this.perDay(change, evidence));
  }

  /**
   * Whether a rise is no more than a burst so far, where these are ordinary: of a message, or of a host's lines, that has had one like it lately, as others of
   * its log have had; and on a log's first day, when it is not known which of them have any, but for what is more than all its lines usually are. Floods of errors are none, nor is
   * what all lines do.
   */
  isBurst(series: string, { bursts }: ChangeWatch, { timeMs, count, expected }: WeighedTick): boolean {
    if (!this.#mayBurst(series, timeMs, expected) || bursts.isRise) return false;
    const top = Math.max(bursts.top, count), { isFirstDay, pools } = this.#frame;
    return bursts.know(timeMs, top) || pools.brief.isOrdinary(timeMs, top) ||
      isFirstDay && top <= FLOOD_TIMES * this.#around.level.at(timeMs);
  }

  /** Takes the evidence of a series as of a tick that has ended. @param isTold whether a change is called. @default true */
  take({ series, change, level }: RatedSeries, nats: number, tick: WeighedTick, isTold = true): void {
    if (nats <= 0 || !this.isAlarming(series, change, { nats })) return;
    const evidence = change.strongest!, { bursts } = change;
    const mayBeBurst = evidence.ratio > 1 && !bursts.isRise, isBurst = mayBeBurst && this.isBurst(series, change, tick);
    if (isBurst && !bursts.isOver) return;
    if (mayBeBurst) this.#learnBurst({ series, change }, tick);
    if (isBurst) return change.passOver();
    const taken = change.take(evidence, tick, { level, mayPause: series !== ERROR_LINES });
    if (taken === null || !isTold) return;
    const endMs = tick.timeMs + this.#frame.ticks.ms;
    const times = { endMs, spanMs: endMs - taken.startMs, perDay: this.#like(taken.calibrated) };
    this.#call({ series, change }, taken, times);
  }

  /** Calls evidence of a tick that goes on; what has changed is weighed when it has ended. @param times `endMs` of its last window. */
  call(rated: Omit<RatedSeries, "level">, evidence: Evidence, times: RiseTimes): void {
    const { tickMs, risenMs, endMs } = times;
    const startMs = evidence.ticks <= 1 ? risenMs : tickMs - (evidence.ticks - 1) * this.#frame.ticks.ms;
    const perDay = this.perDay(rated.change, evidence);
    // What is expected is so in whole ticks, of which the last goes on.
    const spanMs = evidence.ticks * this.#frame.ticks.ms;
    this.#call(rated, { ...evidence, calibrated: 0, startMs, adopted: false, goesOn: false }, {
      endMs,
      spanMs,
      perDay,
    });
  }

  /** A burst is over, or called as what it is no more than so far: others like it are ordinary. */
  #learnBurst({ series, change: { bursts } }: Omit<RatedSeries, "level">, { timeMs, expected }: WeighedTick): void {
    bursts.learn(timeMs);
    if (this.#mayBurst(series, timeMs, expected)) this.#frame.pools.brief.learn(timeMs, bursts.top);
  }

  #mayBurst(series: string, timeMs: number, expected: number): boolean {
    return series !== ERROR_LINES && series !== ALL_TEMPLATES && !this.#isMain(series, timeMs, expected);
  }

  /** Whether a message is most of its log. @param expected lines of it in a tick */
  #isMain(series: string, timeMs: number, expected: number): boolean {
    return isMessage(series) && series !== ERROR_LINES && expected >= MAIN_SHARE * this.#around.level.at(timeMs);
  }

  /** A rise of the message that is most of its log as one of all lines, or null where these are as usual. */
  #ofAllLines(series: string, called: Change, endMs: number): Change | null {
    const { level, traffic, tick } = this.#around, { ticks, actual, expected, ratio } = called;
    const timeMs = endMs - 1;
    if (ratio < 1 || !this.#isMain(series, timeMs, expected / ticks)) return null;
    const usual = ticks * level.at(timeMs), all = ticks > 1 ? actual + usual - expected : tick.lines;
    return all > usualRange(usual, traffic.dispersion.over(ticks)).upper
      ? { ...called, actual: all, expected: usual }
      : null;
  }

  #like(calibrated: number): number {
    return this.#frame.ticks.perDay * RATIOS.length * Math.exp(-calibrated);
  }

  #call(rated: Omit<RatedSeries, "level">, called: Change, times: CallTimes): void {
    const ofAll = this.#ofAllLines(rated.series, called, times.endMs);
    if (ofAll === null) return this.#find(rated, called, times);
    this.#find({ series: ALL_TEMPLATES, change: this.#around.traffic }, ofAll, times);
  }

  #find(
    { series, change }: Omit<RatedSeries, "level">,
    called: Change,
    { endMs, spanMs, perDay }: CallTimes,
  ): void {
    const { actual, expected, ticks, adopted, goesOn } = called;
    const kind = meaningOf(called, { series, endMs }, this.#around);
    const range = usualRange(expected, change.dispersion.over(ticks));
    const template = series === ERROR_LINES ? ALL_TEMPLATES : series;
    const startMs = template === ALL_TEMPLATES
      ? this.#frame.windows.onset({ ...called, endMs, isOfErrors: series === ERROR_LINES })
      : called.startMs;
    const times = { startMs, endMs, spanMs };
    this.#frame.find(testOf(series), kind, template, { ...times, actual, expected, ...range, perDay, adopted, goesOn });
  }
}

function testOf(series: string): Test {
  return series === ERROR_LINES ? "severe" : "change";
}
