import type { ObservedWindow } from "./observed/observed_window.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Evaluates one source window by window. It is a function of the windows alone: the same windows give the same outcomes, whether
 * they come live, after a restart from its state, or all at once.
 */
export interface SourceDetector {
  readonly source: string;
  /** Start of the next window to observe, or to skip, epoch milliseconds. */
  readonly nextMs: number;
  /** For how long it has watched the source, milliseconds. @default it does not say */
  readonly watchedMs?: number;

  /**
   * Learns from a window of the past, before the first window that it observes: nothing is found in it. They come in order, of the length
   * that the run names, without a gap where the past is known.
   * @default {it has no use for the past}
   */
  learn?(window: ObservedWindow): void;

  /**
   * Says where its first window begins, after it has learned and before it observes: later than was said when it was made.
   * @default {it learns no past}
   */
  startAt?(fromMs: number): void;

  /**
   * Evaluates, or learns, the next window, and says what it came to.
   * @throws {RangeError} when it is not the one that {@link nextMs} names.
   */
  observe(window: ObservedWindow): Outcome[];

  /**
   * Passes over a window of which nothing is known: open episodes end.
   * @throws {RangeError} when it is not the one that {@link nextMs} names.
   */
  skip(startMs: number): Outcome[];

  /**
   * Takes merges of templates in: what was known, counted or open under a replaced id goes on under the surviving one. Pairs that
   * were taken before change nothing.
   *
   * @param replaced replaced id -> surviving id.
   */
  rekey(replaced: ReadonlyMap<string, string>): Outcome[];

  /**
   * An operator says that what it is like now is normal: of one template (`*`: of all lines), or of everything in the source. The next
   * window says what that ends.
   * @default nothing is done
   */
  accept?(template?: string): void;

  /** What it needs of the source to go on later, a JSON value. */
  toState(): SourceState;

  /** What it needs of each template, a JSON value each, in no particular order; only those that have changed are written. */
  templateStates(): Iterable<TemplateState>;
}

/** What is kept of a source between two runs, besides what the detector itself adds. */
export interface SourceState {
  /** Name of the detector that made it; absent in states of before there were several. */
  readonly detector?: string;
  readonly windowMs: number;
  readonly nextMs: number;
}

/** What is kept of a template between two runs, besides what the detector itself adds. */
export interface TemplateState {
  readonly template: string;
  /** Whether it is no news any more. */
  readonly known: boolean;
}

/** A source's state with its templates', as one detector made them. */
export interface SavedSource {
  readonly state: SourceState;
  readonly templates: readonly TemplateState[];
}

/** Where a source's detection begins. */
export interface DetectorStart {
  /** Start of the first window, epoch milliseconds. */
  readonly fromMs: number;
  /** What was first seen earlier is not known by that alone. @default -Infinity */
  readonly knownSinceMs?: number;
  /**
   * The first line is yet to come: empty windows are passed over until then, and so is the window that it comes in, as that
   * one is not complete.
   * @default false
   */
  readonly awaitsLine?: boolean;
}
