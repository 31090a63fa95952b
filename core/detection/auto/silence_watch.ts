import type { PeakPool } from "./peak_calibration.ts";
import { TailModel, type TailState } from "./tail_model.ts";

/** Gaps from which a rhythm is known, and over how many ticks it must have been seen. */
const LEAST_GAPS = 8;
const LEAST_SPAN = 180;
/** A gap is looked at from this many mean gaps, and this many ticks, on. */
const LEAST_MEANS = 3;
const LEAST_TICKS = 3;
/** A timer has had this many gaps of this many ticks, none longer than this many mean ones; it is looked at from this many mean gaps on. */
const TIMER_GAPS = 30;
const TIMER_TICKS = 4;
const TIMER_LONGEST = 1.3;
const TIMER_MEANS = 1.6;
/** Mean log excess of a timer's gaps over its longest. */
const TIMER_EXCESS = 0.06;
/** Gaps with more surprise than this tell how far the model can be trusted, nats. */
const COUNTED_SURPRISE = 4;

const NO_GAPS = new TailModel();

/** Where a series stands in time. */
export interface Position {
  /** Ticks that were watched so far. */
  readonly tick: number;
  /** Lines of the source that have passed so far: time as its traffic tells it. */
  readonly passed: number;
}

/** A series that has been silent for too long. */
export interface Missed {
  /** Ticks since its last line, and its mean gap. */
  readonly gap: number;
  readonly mean: number;
  /** Gaps so long or longer that are expected a day. */
  readonly perDay: number;
}

/** Whether it was called and has not come back; else whether the gap that goes on is none of its own. */
type Standing = "usual" | "gone" | "interrupted";

/**
 * Watches for lines that do not come. Gaps are measured by the clock and by the source's traffic, and only one that is long by both
 * counts: at night all messages are rarer. What comes by the clock day and night, a timer, is missed once it has not come in time.
 *
 * State: 138 numbers.
 */
export class SilenceWatch {
  readonly #pool: PeakPool;
  readonly #ticksPerDay: number;
  /** Null before the first gap: most messages of a large source have come once. */
  #byClock: TailModel | null;
  #byTraffic: TailModel | null;
  #first: number | null = null;
  #last: Position | null = null;
  #standing: Standing = "usual";

  constructor(
    pool: PeakPool,
    ticksPerDay: number,
    byClock: TailModel | null = null,
    byTraffic: TailModel | null = null,
  ) {
    this.#pool = pool;
    this.#ticksPerDay = ticksPerDay;
    this.#byClock = byClock;
    this.#byTraffic = byTraffic;
  }

  /** Whether it was called and has not come back. */
  get isGone(): boolean {
    return this.#standing === "gone";
  }

  /** Takes a tick with lines. Returns whether the series had been called gone. */
  hear(now: Position): boolean {
    const wasGone = this.isGone, isOwn = this.#standing === "usual";
    if (this.#last !== null && isOwn && now.tick > this.#last.tick) this.#learn(now);
    this.#first ??= now.tick;
    this.#last = now;
    this.#standing = "usual";
    return wasGone;
  }

  /** -log of the probability of a gap as long as the present one, nats; 0 while too few are known. */
  awayNats(now: Position): number {
    if (this.#last === null || this.#byClock === null || this.#byClock.size < LEAST_GAPS) return 0;
    return this.#surprise(now);
  }

  /** Ticks since its last line. */
  gapAt(tick: number): number {
    return this.#last === null ? 0 : tick - this.#last.tick;
  }

  /** For how many ticks it has been heard in each of them; 0 where it has ever rested. */
  unbroken(): number {
    const isUnbroken = this.#byClock !== null && this.#byClock.largest <= 1;
    return isUnbroken ? this.#last!.tick - this.#first! : 0;
  }

  /** It has gone: that is known by other signs. */
  leave(): void {
    this.#standing = "gone";
  }

  /** Something else is why it was silent: the gap that goes on is not learned. */
  interrupt(): void {
    if (!this.isGone) this.#standing = "interrupted";
  }

  /** Nobody watched up to now: it may have come, so the gap begins anew and is not learned. */
  passOver(now: Position): void {
    if (this.#last !== null) this.#last = now;
    this.interrupt();
  }

  /** Takes a tick without lines. Returns the silence where one so long is expected no more often than this many times a day, once. */
  miss({ tick, passed }: Position, mostPerDay: number): Missed | null {
    if (this.#last === null || this.#first === null || this.isGone) return null;
    if (this.#byClock === null || this.#byClock.size < LEAST_GAPS) return null;
    const gap = tick - this.#last.tick, span = this.#last.tick - this.#first;
    const { mean, size } = this.#byClock;
    const means = this.#isTimer ? TIMER_MEANS : LEAST_MEANS;
    if (gap < LEAST_TICKS || gap < means * mean || gap > span || span < LEAST_SPAN) return null;
    const surprise = this.#surprise({ tick, passed }) / (this.#isTimer ? 1 : Math.max(1, this.#pool.mean));
    const gapsPerDay = size * this.#ticksPerDay / (tick - this.#first);
    const perDay = gapsPerDay * Math.exp(-surprise);
    if (perDay > mostPerDay) return null;
    this.#standing = "gone";
    return { gap, mean, perDay };
  }

  toState() {
    const { tick = null, passed = null } = this.#last ?? {};
    return {
      byClock: (this.#byClock ?? NO_GAPS).toState(),
      byTraffic: (this.#byTraffic ?? NO_GAPS).toState(),
      first: this.#first,
      last: tick === null || passed === null ? null : { tick, passed },
      isGone: this.isGone,
      ...(this.#standing === "interrupted" ? { isInterrupted: true } : {}),
    };
  }

  static fromState(state: ReturnType<SilenceWatch["toState"]>, pool: PeakPool, ticksPerDay: number): SilenceWatch {
    const watch = new SilenceWatch(
      pool,
      ticksPerDay,
      gapsOf(state.byClock),
      gapsOf(state.byTraffic),
    );
    watch.#first = state.first;
    watch.#last = state.last;
    watch.#standing = state.isGone ? "gone" : state.isInterrupted ? "interrupted" : "usual";
    return watch;
  }

  #learn(now: Position): void {
    const gap = now.tick - this.#last!.tick, passed = now.passed - this.#last!.passed;
    const byClock = this.#byClock ??= new TailModel(), byTraffic = this.#byTraffic ??= new TailModel();
    if (byClock.size >= LEAST_GAPS && gap > LEAST_MEANS * byClock.mean) {
      const surprise = this.#surprise(now);
      if (surprise > COUNTED_SURPRISE) this.#pool.add(surprise - COUNTED_SURPRISE);
    }
    byClock.learn(gap);
    byTraffic.learn(passed);
  }

  /** Whether it comes by the clock, day and night. */
  get #isTimer(): boolean {
    const { size, mean, largest } = this.#byClock!;
    return size >= TIMER_GAPS && mean >= TIMER_TICKS && largest <= TIMER_LONGEST * mean;
  }

  #surprise({ tick, passed }: Position): number {
    if (this.#isTimer) return this.#byClock!.surprise(tick - this.#last!.tick, TIMER_EXCESS);
    return Math.min(
      this.#byClock!.surprise(tick - this.#last!.tick),
      this.#byTraffic!.surprise(passed - this.#last!.passed),
    );
  }
}

function gapsOf(state: TailState): TailModel | null {
  const [size] = state;
  return size === 0 ? null : TailModel.fromState(state);
}
