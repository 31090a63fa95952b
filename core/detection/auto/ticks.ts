/** Least length of a tick. */
const TICK_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The time grid on which rates are weighed: a minute, or a window where that is longer. */
export interface Ticks {
  /** Length of a tick, milliseconds. */
  readonly ms: number;
  readonly perHour: number;
  readonly perDay: number;
}

/** Ticks for windows of this length. */
export function ticksFor(windowMs: number): Ticks {
  const ms = Math.max(TICK_MS, windowMs);
  return { ms, perHour: HOUR_MS / ms, perDay: 24 * HOUR_MS / ms };
}
