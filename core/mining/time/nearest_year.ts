import { DAY_MS, dayMs, isDay } from "./calendar.ts";

/** Years before and after within which a day is found, and a 29 February. */
const REACH = 1, LEAP_REACH = 8;

/**
 * Midnight of a day whose year is not written, or undefined when no year has it: nearest to the time of the line before, `lastMs`; without
 * one, the last such day that is not after `latestMs` (the file's modification, or now) by more than a day.
 */
export function nearestYear(
  month: number,
  day: number,
  lastMs: number | undefined,
  latestMs: number,
): number | undefined {
  const anchorMs = lastMs ?? (Number.isFinite(latestMs) ? latestMs : 0);
  const anchorYear = new Date(anchorMs).getUTCFullYear();
  const reach = month === 2 && day === 29 ? LEAP_REACH : REACH;
  let best: number | undefined;
  for (let year = anchorYear - reach; year <= anchorYear + reach; year++) {
    if (!isDay(year, month, day)) continue;
    const ms = dayMs(year, month, day);
    if (lastMs === undefined) {
      if (best === undefined || ms <= anchorMs + DAY_MS) best = ms;
    } else if (best === undefined || Math.abs(ms - lastMs) < Math.abs(best - lastMs)) best = ms;
  }
  return best;
}
