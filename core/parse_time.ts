import { durationMs } from "./duration.ts";

/** The largest time that a `Date` holds. */
const LAST_MS = 8.64e15;

/**
 * Epoch milliseconds of a time as a person writes it, or null where it is none: ISO 8601 (`2026-01-31T12:00:00Z`; without an offset it is UTC),
 * epoch milliseconds, `now`, or a duration back from `nowMs` such as `-90s`, `-1h`, `-7d`.
 */
export function parseTime(text: string, nowMs: number): number | null {
  if (text === "now") return nowMs;
  if (/^\d{1,16}$/.test(text)) return bounded(Number(text));
  const backMs = text.startsWith("-") ? durationMs(text.slice(1)) : null;
  if (backMs !== null) return bounded(nowMs - backMs);
  if (!/^\d{4}-\d\d(-\d\d)?/.test(text)) return null;
  return bounded(Date.parse(withOffset(text)));
}

/** A `+` that a client left unescaped in a URL arrives as a space; a time of day without an offset is UTC. */
function withOffset(text: string): string {
  const plus = text.replace(
    / (\d\d:?\d\d)$/,
    (space, offset, at) => text.slice(0, at).includes("T") ? `+${offset}` : space,
  );
  return /^\d{4}-\d\d-\d\d[T ][\d:.,]+$/.test(plus) ? `${plus}Z` : plus;
}

function bounded(timeMs: number): number | null {
  return Math.abs(timeMs) <= LAST_MS ? timeMs : null;
}
