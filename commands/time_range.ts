import { parseTime } from "../core/parse_time.ts";
import { UsageError } from "../settings/usage_error.ts";

/** A stretch of time, its end exclusive, epoch milliseconds. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Reads `FROM..TO`, each a time as the api takes it: ISO 8601, epoch milliseconds, `now`, or such as `-1h`. Undefined where the text has no `..` between
 * two times, as a file's name may have.
 * @throws {UsageError} where the range is empty.
 */
export function readTimeRange(text: string, nowMs: number): TimeRange | undefined {
  const at = text.indexOf("..");
  if (at < 0) return undefined;
  const fromMs = parseTime(text.slice(0, at), nowMs), toMs = parseTime(text.slice(at + 2), nowMs);
  if (fromMs === null || toMs === null) return undefined;
  if (fromMs < toMs) return { fromMs, toMs };
  throw new UsageError(`Cannot take "${text}": expected a range whose start is before its end, such as "-1h..now"`);
}
