/** A source as the detector's pace depends on it. */
export interface PacedSource {
  /** End of the window that is to be judged next, epoch milliseconds. */
  readonly dueMs: number;
  /** Whether a live agent covers it, so that its watermark can be expected to pass that window. */
  readonly isLive: boolean;
}

/**
 * How long to wait for the next look at the store, milliseconds: until a window's end, and then a 20th of a window (at most
 * 100 ms) again and again until the watermark has passed it. At least once a window, so that a new source is found.
 */
export function pause(sources: Iterable<PacedSource>, nowMs: number, windowMs: number): number {
  const least = Math.max(1, Math.min(100, windowMs / 20));
  const untilDue = [...sources].filter(({ isLive }) => isLive).map(({ dueMs }) => dueMs - nowMs);
  return Math.max(least, Math.min(windowMs, ...untilDue));
}
