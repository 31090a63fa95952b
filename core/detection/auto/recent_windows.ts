import type { WatchedWindow } from "./watched_window.ts";

/** Windows are kept for so many ticks, and one more. */
const KEPT_TICKS = 3;
/** Least ratio that a series is taken to have fallen to. */
const LEAST_RATIO = 0.01;

/** A change of all lines of a source, or of those of level error, in whole ticks. */
export interface ChangeInTicks {
  /** Its first tick's start and its last one's end, epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** Lines in that time, and how many were expected. */
  readonly actual: number;
  readonly expected: number;
  /** How many ticks these are; the last one may go on. */
  readonly ticks: number;
  readonly isOfErrors: boolean;
}

/** Lines of a window. */
type Counted = readonly [startMs: number, total: number, errors: number, endMs: number];

/** State of the last windows, a JSON value. */
export type RecentWindowsState = ReturnType<RecentWindows["toState"]>;

/** Lines of a source's last windows: rates are weighed by the tick, and these tell when in it they changed. State: three numbers a window, of four ticks. */
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

  add(
    { startMs, endMs, total, errors }: Omit<WatchedWindow, "counts" | "hosts" | "isNew" | "isFatal" | "isWhole">,
  ): void {
    if (this.#windows.at(-1)?.[3] !== startMs) this.#lastLineMs = null;
    let severe = 0;
    for (const lines of errors.values()) severe += lines;
    this.#windows.push([startMs, total, severe, endMs]);
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
    if (windows.length === 0 || windows[0]![0] > firstMs || expected <= 0) return startMs;
    const perMs = expected / (ticks * this.#tickMs);
    const ratio = Math.max(LEAST_RATIO, actual / (perMs * (endMs - firstMs)));
    let onsetMs = startMs, sum = 0, most = -Infinity;
    for (const [windowMs, total, errors, windowEndMs] of windows.toReversed()) {
      sum += (isOfErrors ? errors : total) * Math.log(ratio) - (ratio - 1) * perMs * (windowEndMs - windowMs);
      if (sum <= most) continue;
      most = sum;
      onsetMs = windowMs;
    }
    return onsetMs;
  }

  toState() {
    return { windows: [...this.#windows], lastLineMs: this.#lastLineMs };
  }
}
