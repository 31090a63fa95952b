/** A source as the detector's pace depends on it. */
export interface PacedSource {
  /** End of the window that is to be evaluated next, epoch milliseconds. */
  readonly dueMs: number;
  /** Whether a live agent covers it, so that its watermark can be expected to pass that window. */
  readonly isLive: boolean;
}

/**
 * How long to wait for the next look at the store, milliseconds: until a window's end, and then again and again until the
 * watermark has passed it, at first after an 80th of a window (at most 25 ms), later after a 20th (at most 100 ms). At least
 * once a window, so that a new source is found, and eight times where there is none yet.
 */
export function pause(sources: Iterable<PacedSource>, nowMs: number, windowMs: number): number {
  const longest = Math.min(100, windowMs / 20);
  const waits = [...sources].filter(({ isLive }) => isLive).map(({ dueMs }) => {
    const overdueMs = nowMs - dueMs;
    return overdueMs < 0 ? -overdueMs : Math.max(longest / 4, Math.min(longest, overdueMs / 2));
  });
  if (waits.length === 0) return windowMs / 8;
  return Math.max(1, Math.min(windowMs, ...waits));
}
