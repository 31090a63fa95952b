import { BriefBursts, type BriefBurstsState } from "./brief_bursts.ts";
import { ChangeBank, type Evidence } from "./change_bank.ts";
import { DAY_MS } from "./clock_of_day.ts";
import { Dispersion } from "./dispersion.ts";
import { Habits } from "./habits.ts";
import { type Excursion, PeakCalibration, type PeakPool } from "./peak_calibration.ts";
import type { Ticks } from "./ticks.ts";

/** Peaks of evidence above this are busy times that are remembered, nats. */
const BUSY_NATS = 8;
/** Alarms of one direction so near to each other are one change that goes on. */
const GOES_ON_MS = 7_200_000;
/** A change that goes on for so long is the new level; a rise for longer than the level was known before it, if that is less, and for so long at least. */
const ADOPTED_AFTER_MS = 3_600_000, LEAST_ADOPTED_AFTER_MS = 300_000;
/** So long a pause between two bursts: where they are to be told apart, three of them within an hour are no new level. */
const PAUSE_MS = 600_000;
/** So long after its last alarm a change may go on: nothing is learned then, unless it has turned so often that it is scatter. */
const SETTLES_MS = 1_800_000;
const MOST_TURNS = 2;
/** For so long what was normal before a change is normal still. */
const REMEMBERED_MS = 2 * DAY_MS;

/** What a series is expected to hold, that can be moved by a ratio at once. */
export interface Level {
  scale: number;
  /** Ticks that it was learned from. @default {many} */
  readonly age?: number;
}

/** One tick of a series. */
export interface WeighedTick {
  /** Start of the tick, epoch milliseconds. */
  readonly timeMs: number;
  readonly count: number;
  readonly expected: number;
  /** What is expected by the traffic at present, where that is another. @default expected */
  readonly atPresent?: number;
}

/** A change of a rate. */
export interface Change extends Evidence {
  /** Evidence as calibrated by the series' own past, nats. */
  readonly calibrated: number;
  readonly startMs: number;
  /** Whether it has become the new level. */
  readonly adopted: boolean;
  /** Whether it was taken before, and goes on. */
  readonly goesOn: boolean;
}

/** Lines, and how many were expected. */
type Seen = readonly [actual: number, expected: number];

/** A change in one direction that goes on. */
interface Run {
  readonly direction: number;
  /** How often the direction has turned lately. */
  readonly turns: number;
  readonly startMs: number;
  readonly lastMs: number;
  /** Age of the level when it began, ticks. @default {many} */
  readonly age?: number;
  readonly actual: number;
  readonly expected: number;
  /** Lines since it was called, and how many were expected, the last ten minutes most: what an operator accepts. */
  readonly lately?: Seen;
}

/** How much of what was seen since a change was called counts a tick later; and of what was seen without one. */
const FADES = 0.9, FADES_FAST = 0.6;
/** This many lines as expected are taken to have come besides, so that a few of a rare message do not move its level. */
const PRIOR_LINES = 10;
/** Of a series that was not watched. */
const NO_EVIDENCE = new ChangeBank();
/** Likewise, so that no ratio is 0. */
const LEAST_LINES = 0.3;

/** State of a watch, a JSON value; states of before bursts were kept have none. */
export type ChangeWatchState = Omit<ReturnType<ChangeWatch["toState"]>, "bursts"> & {
  readonly bursts?: BriefBurstsState;
};

/**
 * Watches the rate of one series: weighs each tick against what was expected, calibrates the evidence, passes over busy times that the
 * series has had on other days, adopts what lasts for an hour, and takes a return to what was normal before for what it is.
 *
 * State: about 70 numbers.
 */
export class ChangeWatch {
  readonly habits: Habits;
  readonly dispersion: Dispersion;
  readonly bursts: BriefBursts;
  readonly #ticks: Ticks;
  readonly #pool: PeakPool;
  /** Null while the series is not watched: most messages are rare. */
  #bank: ChangeBank | null = null;
  #peaks: PeakCalibration;
  #run: Run | null = null;
  /** Lines lately, and how many were expected. */
  #recentActual = 0;
  #recentExpected = 0;
  /** Scale of the level before the first adoption lately, and when that was. */
  #before: { readonly scale: number; readonly atMs: number } | null = null;

  constructor(
    pool: PeakPool,
    ticks: Ticks,
    { habits = new Habits(), dispersion = new Dispersion(ticks.perHour), bursts = new BriefBursts() } = {},
  ) {
    this.#ticks = ticks;
    this.#pool = pool;
    this.habits = habits;
    this.dispersion = dispersion;
    this.bursts = bursts;
    this.#peaks = new PeakCalibration(pool);
  }

  /**
   * Takes a tick. Returns nats of the {@linkcode strongest} evidence for a change, 0 where there is none.
   *
   * @param options `falls`: whether drops are looked for; `isMature`: whether the level is known well enough for its peaks to tell
   * of later ones.
   */
  weigh(
    { timeMs, count, expected, atPresent = expected }: WeighedTick,
    { falls, isMature }: { readonly falls: boolean; readonly isMature: boolean },
  ): number {
    const bank = this.#bank ??= new ChangeBank();
    const fewest = Math.min(expected, atPresent);
    bank.add(count, Math.max(expected, atPresent), { scatter: this.dispersion, falls, fewest });
    if (this.#run !== null) this.#run = withTick(this.#run, count, expected);
    this.#recentActual = FADES_FAST * this.#recentActual + count;
    this.#recentExpected = FADES_FAST * this.#recentExpected + expected;
    this.bursts.take(count, expected, this.dispersion.tick);
    const { nats } = bank;
    const ended = this.#peaks.add(nats, { timeMs, count }, isMature);
    if (ended !== null) this.#remember(ended);
    return nats;
  }

  /** Evidence for a rise if the tick that has begun ended with this count: further lines only add to it. */
  peek({ count, expected, atPresent = expected }: WeighedTick): Evidence | null {
    return (this.#bank ?? NO_EVIDENCE).peek(count, Math.max(expected, atPresent), this.dispersion);
  }

  /** As many lines in the next tick are no evidence for a rise, where as many are expected; rather fewer than that. */
  calmLines(expected: number): number {
    return (this.#bank ?? NO_EVIDENCE).calmLines(expected);
  }

  /** The strongest evidence as of the last tick, or null. */
  get strongest(): Evidence | null {
    return this.#bank?.strongest ?? null;
  }

  /** Highest evidence of the excursion that goes on, nats. */
  get peak(): number {
    return this.#peaks.top;
  }

  /** Evidence in units of the series' own past, nats. */
  calibrated({ nats }: Pick<Evidence, "nats">): number {
    return nats / this.#peaks.factor;
  }

  /**
   * Whether a change goes on that is not the new level yet: what comes now neither widens the band nor becomes the level.
   *
   * @param options `by`: the least ratio, up or down.
   */
  isChanging(timeMs: number, { by = 1 } = {}): boolean {
    const run = this.#run;
    if (run === null || run.expected === 0 || run.turns > MOST_TURNS || timeMs - run.lastMs > SETTLES_MS) return false;
    return Math.abs(Math.log(ratioOf(run.actual, run.expected))) >= Math.log(by);
  }

  /** Whether lines of late are more likely by the change that goes on than by what is usual. */
  isLasting(actual: number, expected: number): boolean {
    if (this.#run === null) return false;
    const ratio = ratioOf(this.#run.actual, this.#run.expected);
    return actual * Math.log(ratio) > expected * (ratio - 1);
  }

  /** Forgets all evidence: the series is not watched at the moment. */
  rest(): void {
    if (this.#bank === null) return;
    this.#bank = null;
    this.#peaks.end();
  }

  /**
   * Takes evidence for a change. Returns the change, or null where it is none: a habit, or a return to what was normal.
   * @param options `mayPause`: whether waves that come again and again for an hour are a new level, as they are of traffic and are not of errors, nor are these
   * a level sooner, however young the log
   */
  take(
    evidence: Evidence,
    tick: WeighedTick,
    { level, mayPause = true }: { readonly level: Level; readonly mayPause?: boolean },
  ): Change | null {
    const change = this.#changeOf(evidence, tick, { level, mayPause });
    this.#settle();
    return change;
  }

  /** Evidence for a rise is that of a burst which is over, and no change: it is forgotten. */
  passOver(): void {
    this.#settle();
  }

  /** What came lately for what was expected: since the change that goes on was called; without one about as far as lines are there to tell. */
  get recentRatio(): number {
    const [actual, expected] = this.#run?.lately ?? [this.#recentActual, this.#recentExpected];
    const before = this.#run === null ? PRIOR_LINES : LEAST_LINES;
    return (actual + before) / (expected + before);
  }

  /** The change that goes on is normal from now on. @param ticks the last ones, where what was weighed is not all that came. */
  accept(level: Level, ticks: readonly WeighedTick[] = []): void {
    const { startMs = Infinity, lately = [0, 0] } = this.#run ?? {};
    const since = ticks.filter(({ timeMs }) => timeMs >= startMs);
    const seen = since.reduce<readonly [number, number]>(
      ([sum, wanted], { count, expected }) => [sum + count, wanted + expected],
      [0, 0],
    );
    const [actual, expected] = since.length > 0 ? seen : lately;
    if (this.#run !== null && expected > 0) this.#adopt({ ...this.#run, actual, expected }, level);
    this.#run = null;
    this.rest();
  }

  toState() {
    return {
      habits: this.habits.toState(),
      dispersion: this.dispersion.toState(),
      bank: this.#bank?.toState() ?? null,
      peaks: this.#peaks.toState(),
      bursts: this.bursts.toState(),
      run: this.#run,
      before: this.#before,
    };
  }

  /** @param options `byRate`: whether its dispersion is told for each rate by itself. */
  static fromState(
    state: ChangeWatchState,
    pool: PeakPool,
    ticks: Ticks,
    { byRate = false } = {},
  ): ChangeWatch {
    const watch = new ChangeWatch(pool, ticks, {
      habits: Habits.fromState(state.habits),
      dispersion: Dispersion.fromState(state.dispersion, ticks.perHour, { byRate }),
      bursts: new BriefBursts(state.bursts),
    });
    if (state.bank !== null) watch.#bank = ChangeBank.fromState(state.bank);
    watch.#peaks = PeakCalibration.fromState(state.peaks, watch.#pool);
    watch.#run = state.run;
    watch.#before = state.before;
    return watch;
  }

  #changeOf(
    evidence: Evidence,
    { timeMs, count, expected }: WeighedTick,
    { level, mayPause }: { readonly level: Level; readonly mayPause: boolean },
  ): Change | null {
    if (this.#isReturn(evidence, timeMs, level)) return null;
    if (evidence.ratio > 1 && this.habits.knowTick(timeMs, count, expected)) return null;
    const startMs = timeMs + this.#ticks.ms - evidence.ticks * this.#ticks.ms;
    const continued = this.#continued(evidence, { startMs, timeMs, mayPause, age: level.age });
    const run = continued.lately === undefined ? withTick(continued, count, expected) : continued;
    const adopted = timeMs - run.startMs >= (mayPause ? this.#adoptedAfterMs(run) : ADOPTED_AFTER_MS);
    this.#run = adopted ? { ...run, startMs: timeMs, age: level.age, actual: 0, expected: 0 } : run;
    if (adopted) this.#adopt(run, level);
    const goesOn = continued.startMs < startMs;
    return { ...evidence, calibrated: this.calibrated(evidence), startMs, adopted, goesOn };
  }

  /** Begins anew after an excursion whose evidence was taken. */
  #settle(): void {
    this.#remember(this.#peaks.end());
    this.#bank?.reset();
  }

  #remember({ nats, atMs, count }: Excursion): void {
    if (nats > BUSY_NATS) this.habits.learn(atMs, count);
  }

  /** A change that goes back to what was normal before the last ones, and not long ago: that is taken as it was, without a finding. */
  #isReturn({ actual, expected }: Evidence, timeMs: number, level: Level): boolean {
    if (this.#before === null || this.#before.scale === level.scale) return false;
    if (timeMs - this.#before.atMs > REMEMBERED_MS) return false;
    const share = ratioOf(actual, expected) * level.scale / this.#before.scale;
    if (share <= 0.5 || share >= 2) return false;
    const { scale } = level;
    level.scale = this.#before.scale;
    this.#before = { scale, atMs: timeMs };
    this.#run = null;
    return true;
  }

  #continued(
    evidence: Evidence,
    { startMs, timeMs, mayPause, age }: Pick<Level, "age"> & {
      readonly startMs: number;
      readonly timeMs: number;
      readonly mayPause: boolean;
    },
  ): Run {
    const direction = Math.sign(evidence.ratio - 1);
    const lately = this.#run !== null && timeMs - this.#run.lastMs <= GOES_ON_MS ? this.#run : null;
    const isSame = lately?.direction === direction;
    const turns = lately === null ? 0 : lately.turns + (isSame ? 0 : 1);
    const hasLasted = isSame && (mayPause || startMs - lately.lastMs <= PAUSE_MS);
    const run = hasLasted ? lately : { direction, turns, startMs, age, actual: 0, expected: 0 };
    const { actual, expected } = evidence;
    return { ...run, lastMs: timeMs, actual: run.actual + actual, expected: run.expected + expected };
  }

  /** What lasts longer than all that was known before it is the level; a drop may be an outage. */
  #adoptedAfterMs({ direction, age = Infinity }: Run): number {
    if (direction < 0) return ADOPTED_AFTER_MS;
    return Math.min(ADOPTED_AFTER_MS, Math.max(LEAST_ADOPTED_AFTER_MS, age * this.#ticks.ms));
  }

  #adopt({ actual, expected, lastMs }: Run, level: Level): void {
    const isRemembered = this.#before !== null && lastMs - this.#before.atMs <= REMEMBERED_MS;
    this.#before = { scale: isRemembered ? this.#before!.scale : level.scale, atMs: lastMs };
    level.scale *= ratioOf(actual, expected);
  }
}

function withTick(run: Run, count: number, expected: number): Run {
  return { ...run, lately: faded(run.lately ?? [0, 0], FADES, [count, expected]) };
}

function faded([actual, wanted]: Seen, by: number, [count, expected]: Seen): Seen {
  return [by * actual + count, by * wanted + expected];
}

function ratioOf(actual: number, expected: number): number {
  return (actual + LEAST_LINES) / (expected + LEAST_LINES);
}
