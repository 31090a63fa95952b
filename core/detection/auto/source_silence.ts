import { Habits } from "./habits.ts";

/** A silence is called when it is this many times as long as the longest that was usual. */
const LEAST_RESTS = 1.5;

/** A time without any line of a source. */
export interface Silence {
  /** Start of its first tick, epoch milliseconds. */
  readonly startMs: number;
  /** Ticks so far. */
  readonly ticks: number;
  /** Lines that were expected in them. */
  readonly expected: number;
  /** Silences like this one that are expected a day while nothing is wrong. */
  readonly perDay: number;
  /** Whether it was called. */
  readonly isTold: boolean;
}

/** State of a source's silences, a JSON value. */
export type SilenceState = ReturnType<SourceSilence["toState"]>;

/**
 * The silences of a source as a whole. Nothing is learned while one goes on, so that what was normal before is normal after it. One that was
 * there at this time of another day is not called again until it is three times as long: a batch job's source rests each night. One that
 * is hardly longer than those that were not called is not called either: users pause.
 */
export class SourceSilence {
  #habits = new Habits();
  #empty: { readonly startMs: number; readonly ticks: number; readonly expected: number } | null = null;
  #silence: Silence | null = null;
  /** Ticks of the longest silence that was not called. */
  #longestRest = 0;

  /** Whether the source is silent. */
  get isOn(): boolean {
    return this.#silence !== null;
  }

  /** Whether the ticks without a line so far, if any, are more than the source has rested before. */
  get isUnusual(): boolean {
    return this.#empty !== null && this.#isNews(this.#empty);
  }

  /** Ticks without a line in a row, or null after one with lines. */
  get empty(): { readonly startMs: number; readonly ticks: number; readonly expected: number } | null {
    return this.#empty;
  }

  /** Takes a tick of a source that was not silent. */
  take(timeMs: number, { isEmpty, expected }: { readonly isEmpty: boolean; readonly expected: number }): void {
    const { startMs, ticks, expected: before } = this.#empty ?? { startMs: timeMs, ticks: 0, expected: 0 };
    if (!isEmpty) this.#longestRest = Math.max(this.#longestRest, ticks);
    this.#empty = isEmpty ? { startMs, ticks: ticks + 1, expected: before + expected } : null;
  }

  /** The ticks without a line so far are a silence. */
  begin(perDay: number): void {
    if (this.#empty !== null) this.#silence = { ...this.#empty, perDay, isTold: false };
  }

  /** Another tick without a line. */
  goOn(expected: number): void {
    const before = this.#silence;
    if (before !== null) this.#silence = { ...before, ticks: before.ticks + 1, expected: before.expected + expected };
  }

  /** The silence where it is to be called, once. */
  takeNews(): Silence | null {
    const silence = this.#silence;
    if (silence === null || silence.isTold || !this.#isNews(silence)) return null;
    return this.#silence = { ...silence, isTold: true };
  }

  /** Lines are back. Returns whether the silence had been called. */
  end(): boolean {
    const silence = this.#silence;
    this.#silence = this.#empty = null;
    if (silence === null) return false;
    const isHabit = this.#habits.know(silence.startMs, silence.ticks);
    this.#habits.learn(silence.startMs, silence.ticks);
    if (!silence.isTold && !isHabit) this.#longestRest = Math.max(this.#longestRest, silence.ticks);
    return silence.isTold;
  }

  /** The silence that goes on, or has been accepted, is no news any more, nor is one like it. */
  accept(): void {
    this.#longestRest = Math.max(this.#longestRest, this.#silence?.ticks ?? 0);
  }

  toState() {
    const longestRest = this.#longestRest;
    return { habits: this.#habits.toState(), empty: this.#empty, silence: this.#silence, longestRest };
  }

  static fromState({ habits, empty, silence, longestRest }: SilenceState): SourceSilence {
    const source = new SourceSilence();
    source.#habits = Habits.fromState(habits);
    source.#empty = empty;
    source.#silence = silence;
    source.#longestRest = longestRest;
    return source;
  }

  #isNews({ startMs, ticks }: Pick<Silence, "startMs" | "ticks">): boolean {
    return ticks > LEAST_RESTS * this.#longestRest && !this.#habits.know(startMs, ticks);
  }
}
