import { durationMs } from "../core/duration.ts";
import { RequestError } from "./request_error.ts";

/** The largest time that a `Date` holds. */
const LAST_MS = 8.64e15;

/**
 * Epoch milliseconds of the query parameter `name`: ISO 8601 (`2026-01-31T12:00:00Z`; without an offset it is UTC), epoch milliseconds, `now`,
 * or a duration back from `nowMs` such as `-90s`, `-1h`, `-7d`. Undefined where the parameter is absent or empty.
 *
 * @throws {RequestError} 400 for anything else.
 */
export function timeParameter(query: URLSearchParams, name: string, nowMs: number): number | undefined {
  const text = query.get(name)?.trim();
  if (text === undefined || text === "") return undefined;
  const timeMs = parseTime(text, nowMs);
  if (timeMs !== null) return timeMs;
  throw new RequestError(
    400,
    `Cannot read ${name} "${text}": expected an ISO 8601 time, epoch milliseconds or a duration back such as "-1h"`,
  );
}

/** `from` and `to` of a query; the range is half-open. @throws {RequestError} 400 where it is empty or not a time. */
export function timeRange(query: URLSearchParams, nowMs: number): { fromMs?: number; toMs?: number } {
  const fromMs = timeParameter(query, "from", nowMs);
  const toMs = timeParameter(query, "to", nowMs);
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
    throw new RequestError(
      400,
      `Cannot read the range "${query.get("from")}" to "${query.get("to")}": expected from before to`,
    );
  }
  return { ...(fromMs !== undefined && { fromMs }), ...(toMs !== undefined && { toMs }) };
}

/** Epoch milliseconds of a time as {@linkcode timeParameter} reads it, or null where it is none. */
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
