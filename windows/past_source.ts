import type { ObservedWindow } from "../core/detection/observed/observed_window.ts";

/** What is asked of a source's past. */
export interface PastQuery {
  readonly source: string;
  /** Its end, epoch milliseconds: where windows of {@linkcode WindowSource} begin. */
  readonly beforeMs: number;
  /** What ended by then is known. @default {nothing is} */
  readonly afterMs?: number;
  /** Length of the windows, a minute at least. */
  readonly windowMs: number;
  /** Whether the last one is given too where `beforeMs` is in the midst of it, with what came until then. @default false */
  readonly hasRest?: boolean;
}

/**
 * What a source has logged before its first window: the windows that a detector learns from alone.
 *
 * - **Order.** They are aligned to the epoch, in order of time, and hold what came before `beforeMs`.
 * - **Gaps.** Windows without lines are given where a log may just have been silent, and not where it is more likely that nobody read it.
 * - **Templates.** Counts of a replaced template are its survivor's. None arrives: whatever has lines in the past is known by it.
 * - **Coverage.** The first window is no complete one, but with `afterMs`; nor is one that `beforeMs` is in the midst of.
 */
export interface PastSource {
  /** The windows in batches, until there are no more or `signal` aborts. */
  windows(query: PastQuery, signal: AbortSignal): AsyncIterable<readonly ObservedWindow[]>;
}
