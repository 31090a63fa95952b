import { formatSpan } from "../figures/format_span.ts";
import {
  BURSTS_FROM_HOUR,
  DROPS_FROM_HOUR,
  FIRST_DAY_HOURS,
  GROSS_TICKS,
  LEARNING_TICKS,
  RARE_FROM_HOUR,
  STEADY_TICKS,
} from "./learning_times.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const CALLS: readonly (readonly [fromMs: number, what: string])[] = [
  [GROSS_TICKS * MINUTE_MS, "gross changes of traffic, silence, and new messages of level error"],
  [LEARNING_TICKS * MINUTE_MS, "other changes of traffic"],
  [STEADY_TICKS * MINUTE_MS, "changes of a message that comes every minute"],
  [BURSTS_FROM_HOUR * HOUR_MS, "bursts, and changes of any message"],
  [RARE_FROM_HOUR * HOUR_MS, "new messages below level error, and returning ones"],
  [DROPS_FROM_HOUR * HOUR_MS, "missing messages, and drops of one"],
  [FIRST_DAY_HOURS * HOUR_MS, "rises of one message that are over within minutes"],
];

/** What can't be called yet in a source that was watched for so long, each with how long that takes. */
export function pendingCalls(watchedMs: number): string[] {
  return CALLS.filter(([fromMs]) => watchedMs < fromMs).map(([fromMs, what]) =>
    `${what} (after ${formatSpan(fromMs)})`
  );
}
