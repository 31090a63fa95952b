import { parseTime } from "../core/parse_time.ts";
import { RequestError } from "./request_error.ts";

/** 1970 and 2262: no store holds what lies outside. */
const [FIRST_MS, LAST_MS] = [0, 9_214_646_400_000];

/**
 * Epoch milliseconds of the query parameter `name`, as {@linkcode parseTime} reads it, at least 1970 and at most 2262. Undefined where the parameter is absent or empty.
 *
 * @throws {RequestError} 400 for anything else.
 */
export function timeParameter(query: URLSearchParams, name: string, nowMs: number): number | undefined {
  const text = query.get(name)?.trim();
  if (text === undefined || text === "") return undefined;
  const timeMs = parseTime(text, nowMs);
  if (timeMs !== null) return Math.min(LAST_MS, Math.max(FIRST_MS, timeMs));
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
