import { sum } from "../../sum.ts";
import type { WatchedWindow } from "./watched_window.ts";

/** Windows are kept for this many ticks, and one more. */
const KEPT_TICKS = 3;
/** Least ratio that a series is taken to have fallen to. */
const LEAST_RATIO = 0.01;

/** Where the windows hold this share of a change's errors, and are too few for all of it, it began with the first of these. */
const HELD_SHARE = 0.8;

/** A change of all lines of a source, or of those of level error, over ticks. */
export interface ChangeInTicks {
  /** When it is taken to have begun where no window says so, and the end of the last one, epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** How many ticks it was weighed over; the last one may go on. */
  readonly ticks: number;
  /** Lines in these, and how many were expected in all of them, the rest of the last one too. */
  readonly actual: number;
  readonly expected: number;
  readonly isOfErrors: boolean;
}

/** Lines of a window. */
type Counted = readonly [startMs: number, endMs: number, total: number, errors: number];

/** State of the last windows, a JSON value. */
export type RecentWindowsState = ReturnType<RecentWindows["toState"]>;

/** Lines of a source's last windows: rates are weighed by the tick, and these tell when in it they changed. State: four numbers a window, of four ticks. */
export class RecentWindows {
  readonly #tickMs: number;
  #windows: Counted[] = [];
  #lastLineMs: number | null = null;

  constructor(tickMs: number, { windows, lastLineMs }: RecentWindowsState = { windows: [], lastLineMs: null }) {
    this.#tickMs = tickMs;
    this.#windows = [...windows];
    this.#lastLineMs = lastLineMs;
  }

  /** End of the last window with a line; null where none is known since windows follow each other without a gap. */
  get lastLineMs(): number | null {
    return this.#lastLineMs;
  }

  add({ startMs, endMs, total, errors }: WatchedWindow): void {
    if (this.#windows.at(-1)?.[1] !== startMs) this.#lastLineMs = null;
    this.#windows.push([startMs, endMs, total, sum(errors.values())]);
    if (Math.floor(startMs / this.#tickMs) !== Math.floor(endMs / this.#tickMs)) {
      const keptMs = endMs - KEPT_TICKS * this.#tickMs;
      this.#windows = this.#windows.filter(([startMs]) => startMs >= keptMs);
    }
    if (total > 0) this.#lastLineMs = endMs;
  }

  /**
   * When a change began, by the window, epoch milliseconds: from where on the lines are best told by its ratio, and before by what was expected (the most likely
   * change point of a Poisson process). From a tick before its first one, which may hold the little of it that was no evidence; its start where that is too long ago.
   */
  onset({ startMs, endMs, actual, expected, ticks, isOfErrors }: ChangeInTicks): number {
    const firstMs = Math.ceil(endMs / this.#tickMs - ticks) * this.#tickMs, fromMs = firstMs - this.#tickMs;
    const windows = this.#windows.filter(([windowMs]) => windowMs >= fromMs && windowMs < endMs);
    if (windows.length === 0 || windows[0]![0] > firstMs || expected <= 0) {
      return isOfErrors ? firstErrorMs(windows, actual) ?? startMs : startMs;
    }
    const perMs = expected / (ticks * this.#tickMs);
    const ratio = Math.max(LEAST_RATIO, actual / (perMs * (endMs - firstMs)));
    let onsetMs = startMs, nats = 0, most = -Infinity;
    for (const [windowMs, windowEndMs, total, errors] of windows.toReversed()) {
      nats += (isOfErrors ? errors : total) * Math.log(ratio) - (ratio - 1) * perMs * (windowEndMs - windowMs);
      if (nats <= most) continue;
      most = nats;
      onsetMs = windowMs;
    }
    return onsetMs;
  }

  toState() {
    return { windows: [...this.#windows], lastLineMs: this.#lastLineMs };
  }
}

/** Start of the first window with errors, where the windows hold nearly all of so many; errors of long before are another matter. */
function firstErrorMs(windows: readonly Counted[], actual: number): number | undefined {
  const held = sum(windows.map(([, , , errors]) => errors));
  return held >= HELD_SHARE * actual ? windows.find(([, , , errors]) => errors > 0)?.[0] : undefined;
}
