import { BurstSizes } from "./burst_sizes.ts";
import { ChangeWatch } from "./change_watch.ts";
import { STEADY_TICKS } from "./learning_times.ts";
import { LinearLevel } from "./linear_level.ts";
import { SilenceWatch } from "./silence_watch.ts";
import type { SourcePools } from "./source_pools.ts";
import { StretchCounts } from "./stretch_counts.ts";
import type { Ticks } from "./ticks.ts";

/** Lines after a silence of so long are another burst; after a shorter one they are another stretch of it. */
const BURST_GAP_MS = 600_000;
const STRETCH_GAP_MS = 120_000;
/** A message is present until it has no line for so long. */
const ABSENCE_MS = 3_600_000;
/** A message is frequent from this many lines an hour on, until it has fewer than this many; rates of the others say little. */
const FREQUENT_FROM = 3;
const FREQUENT_UNTIL = 1.5;
/** It has had lines in this many stretches of ten minutes, or, from the tenth tick on, in four of five ticks. */
const LEAST_STRETCHES = 6;
const STEADY_SHARE = 0.8;

/** Lines without a long silence between them. */
export interface Burst {
  readonly startMs: number;
  /** Start of its last stretch without a pause. */
  stretchMs: number;
  lines: number;
  /** Ticks with lines. */
  minutes: number;
  /** Lines of the last of them, and the most of one. */
  lastLines: number;
  most: number;
  lastTick: number;
  /** Whether it was called. */
  told: boolean;
  /** How many such bursts a day were expected when it was called last. @default 0 */
  toldPerDay?: number;
  /** Whether it is of a message that nobody had seen before. @default false */
  readonly isNew?: boolean;
  /** Whether it has lines of level error and above. @default false */
  isSevere?: boolean;
  /** Whether it is over, and its size is known of among those of all messages. @default false */
  isOver?: boolean;
}

/** Lines without an absence between them. */
export interface Presence {
  readonly startMs: number;
  lines: number;
}

/** What is expected of a message in the tick that goes on. */
export interface Outlook {
  readonly expected: number;
  /** Variance to mean of its lines in a tick. */
  readonly dispersion: number;
  /** Up to this many lines are no evidence for a rise. */
  readonly calmLines: number;
}

/** What a message was before a line came after a long silence. */
export interface Arrival {
  /** Its last line, epoch milliseconds; null for its first. */
  readonly lastMs: number | null;
  /** Bursts before this one. */
  readonly bursts: number;
}

/** All that is known of one template of a source. */
export class TemplateWatch {
  readonly level: LinearLevel;
  readonly change: ChangeWatch;
  readonly silence: SilenceWatch;
  readonly sizes: BurstSizes;
  readonly counts: StretchCounts;
  /** Tick of its first line. */
  readonly born: number;
  /** Whether its first lines were another template's until then: they are no burst, and no traffic that is added. */
  readonly isContinued: boolean;
  readonly #ticks: Ticks;
  #lines = 0;
  #bursts = 0;
  #burst: Burst | null = null;
  #lastMs: number | null = null;
  #presence: Presence | null = null;
  #presences = 0;
  #stretches = 0;
  #lastStretch = -1;
  #activeTicks = 0;
  #isFrequent = false;
  /** Tick in which that was last found, with the lines that there were; -1: it has had lines since. */
  #judgedTick = -1;
  #outlook: Outlook | null = null;
  #epoch = -1;

  constructor(
    born: number,
    { pools, ticks, ...restored }: {
      readonly pools: SourcePools;
      readonly ticks: Ticks;
      readonly level?: LinearLevel;
      readonly change?: ChangeWatch;
      readonly silence?: SilenceWatch;
      readonly sizes?: BurstSizes;
      readonly isContinued?: boolean;
      readonly counts?: StretchCounts;
    },
  ) {
    this.born = born;
    this.#ticks = ticks;
    this.isContinued = restored.isContinued ?? false;
    this.level = restored.level ?? new LinearLevel({ ticks: 2 * ticks.perDay, ticksPerHour: ticks.perHour });
    this.change = restored.change ?? new ChangeWatch(pools.peaks, ticks);
    this.silence = restored.silence ?? new SilenceWatch(pools.gaps, ticks.perDay);
    this.sizes = restored.sizes ?? new BurstSizes(pools.bursts);
    this.counts = restored.counts ?? new StretchCounts();
  }

  get lines(): number {
    return this.#lines;
  }

  get bursts(): number {
    return this.#bursts;
  }

  /** The burst that goes on, or the last one. */
  get burst(): Burst | null {
    return this.#burst;
  }

  /** Its last line, epoch milliseconds; null before its first. */
  get lastMs(): number | null {
    return this.#lastMs;
  }

  /** Its present presence, or the last one. */
  get presence(): Readonly<Presence> | null {
    return this.#presence;
  }

  /** What is expected of it at this traffic, found once for as long as `epoch` is the same: until something is learned. */
  outlook(epoch: number, traffic: number): Outlook {
    if (this.#outlook === null || epoch !== this.#epoch) {
      const expected = this.level.at(traffic);
      const { dispersion: { tick: dispersion } } = this.change;
      this.#outlook = { expected, dispersion, calmLines: this.change.calmLines(expected) };
      this.#epoch = epoch;
    }
    return this.#outlook;
  }

  /** Whether its rate is watched, as of now. Once it is, it stays so until it has become much rarer. */
  isFrequent(tick: number): boolean {
    if (tick === this.#judgedTick) return this.#isFrequent;
    this.#judgedTick = tick;
    const perHour = this.#lines * this.#ticks.perHour / (tick - this.born + this.#ticks.perHour);
    this.#isFrequent = (this.#stretches >= LEAST_STRETCHES || this.isSteady(tick)) &&
      perHour >= (this.#isFrequent ? FREQUENT_UNTIL : FREQUENT_FROM);
    return this.#isFrequent;
  }

  /** Whether it has had lines all the time since its first, so that its rate is known early. */
  isSteady(tick: number): boolean {
    const age = tick - this.born;
    return age >= STEADY_TICKS && this.#activeTicks >= STEADY_SHARE * age;
  }

  /**
   * Takes lines of a window. Returns what was before where they come after a long silence, else null.
   * @param heard.isNew whether these are the first lines of a message that nobody had seen before
   * @param heard.isSevere whether any is of level error or above
   */
  hear(
    lines: number,
    { timeMs, tick, isNew = false, isSevere = false }: {
      readonly timeMs: number;
      readonly tick: number;
      readonly isNew?: boolean;
      readonly isSevere?: boolean;
    },
  ): Arrival | null {
    const wasFrequent = this.isFrequent(tick);
    const stretch = Math.floor(tick * 6 / this.#ticks.perHour);
    if (stretch !== this.#lastStretch) this.#stretches++;
    this.#lastStretch = stretch;
    this.#lines += lines;
    this.counts.add(lines, timeMs);
    this.#judgedTick = -1;
    const isArrival = this.#lastMs === null || timeMs - this.#lastMs > BURST_GAP_MS;
    const before = isArrival ? { lastMs: this.#lastMs, bursts: this.#bursts } : null;
    if (isArrival) this.#beginBurst(timeMs, { wasFrequent, isNew });
    const burst = this.#burst!;
    if (!isArrival && timeMs - this.#lastMs! > STRETCH_GAP_MS) burst.stretchMs = timeMs;
    if (this.#lastMs === null || timeMs - this.#lastMs > ABSENCE_MS) {
      this.#presence = { startMs: timeMs, lines: 0 };
      this.#presences++;
    }
    this.#presence!.lines += lines;
    this.#lastMs = timeMs;
    if (isSevere) burst.isSevere = true;
    burst.lines += lines;
    burst.lastLines = lines + (burst.lastTick === tick ? burst.lastLines : 0);
    burst.most = Math.max(burst.most, burst.lastLines);
    if (burst.lastTick !== tick) {
      burst.minutes++;
      this.#activeTicks++;
    }
    burst.lastTick = tick;
    return before;
  }

  /** A tick begins: a burst that is over is learned from, also of a message that never comes again; what was called says nothing of what is usual. */
  settle(tick: number): void {
    const burst = this.#burst;
    if (burst === null || burst.isOver || burst.told || (tick - burst.lastTick) * this.#ticks.ms <= BURST_GAP_MS) {
      return;
    }
    if (this.isFrequent(tick)) return;
    burst.isOver = true;
    this.sizes.share(burst);
  }

  /** Bursts a day, as of now. */
  burstsPerDay(tick: number): number {
    return this.#perDay(this.#bursts, tick);
  }

  /** How often a day it has come after an absence, as of now. */
  presencesPerDay(tick: number): number {
    return this.#perDay(this.#presences, tick);
  }

  toState() {
    return {
      born: this.born,
      ...(this.isContinued ? { isContinued: true } : {}),
      level: this.level.toState(),
      change: this.change.toState(),
      silence: this.silence.toState(),
      sizes: this.sizes.toState(),
      counts: this.counts.toState(),
      burst: this.#burst,
      lastMs: this.#lastMs,
      presence: this.#presence,
      presences: this.#presences,
      lines: this.#lines,
      bursts: this.#bursts,
      stretches: this.#stretches,
      lastStretch: this.#lastStretch,
      activeTicks: this.#activeTicks,
      isFrequent: this.#isFrequent,
    };
  }

  static fromState(
    state: ReturnType<TemplateWatch["toState"]>,
    { pools, ticks }: { readonly pools: SourcePools; readonly ticks: Ticks },
  ): TemplateWatch {
    const watch = new TemplateWatch(state.born, {
      pools,
      ticks,
      isContinued: state.isContinued,
      level: LinearLevel.fromState(state.level, { ticks: 2 * ticks.perDay, ticksPerHour: ticks.perHour }),
      change: ChangeWatch.fromState(state.change, pools.peaks, ticks),
      silence: SilenceWatch.fromState(state.silence, pools.gaps, ticks.perDay),
      sizes: BurstSizes.fromState(state.sizes, pools.bursts),
      counts: StretchCounts.fromState(state.counts),
    });
    watch.#burst = state.burst === null ? null : { ...ofBefore(state.burst), ...state.burst };
    watch.#lastMs = state.lastMs;
    watch.#presence = presenceOf(state);
    watch.#presences = state.presences ?? state.bursts;
    watch.#lines = state.lines;
    watch.#bursts = state.bursts;
    watch.#stretches = state.stretches;
    watch.#lastStretch = state.lastStretch;
    watch.#activeTicks = state.activeTicks;
    watch.#isFrequent = state.isFrequent;
    return watch;
  }

  #perDay(times: number, tick: number): number {
    return times / ((tick - this.born) / this.#ticks.perDay + 0.5);
  }

  #beginBurst(
    timeMs: number,
    { wasFrequent, isNew }: { readonly wasFrequent: boolean; readonly isNew: boolean },
  ): void {
    if (this.#burst !== null) {
      // Of a frequent message the burst is all since its last pause: that is no busy time.
      if (!wasFrequent) {
        this.sizes.learn(this.#burst, this.#burst.isOver);
        this.change.habits.learn(this.#burst.startMs, this.#burst.lines, this.#burst.most);
      }
    }
    const told = this.isContinued && this.#bursts === 0;
    const burst = {
      startMs: timeMs,
      stretchMs: timeMs,
      lines: 0,
      minutes: 0,
      lastLines: 0,
      most: 0,
      lastTick: -1,
      told,
    };
    this.#burst = isNew ? { ...burst, isNew } : burst;
    this.#bursts++;
  }
}

/** What states of before it was kept do not say: as though it had begun with the last line. */
function presenceOf(
  { presence, lastMs }: { readonly presence?: Presence | null; readonly lastMs: number | null },
): Presence | null {
  if (lastMs === null) return null;
  return presence ? { ...presence } : { startMs: lastMs, lines: 0 };
}

/** What states of before it was kept do not say: as though all of it came in one tick. */
function ofBefore({ lines }: Burst): Pick<Burst, "lastLines" | "most"> {
  return { lastLines: 0, most: lines };
}
