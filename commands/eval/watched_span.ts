import type { Heartbeat } from "../../core/heartbeat.ts";

/** Times that counting began and ended, epoch milliseconds; null where nothing was counted. */
interface Counted {
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/**
 * For how long lines were counted as they came, milliseconds: in what was read of the past nothing is called, so that it says nothing of how often something is.
 * Where no agent is known it is all the time that was counted.
 */
export function watchedSpan(
  heartbeats: readonly Pick<Heartbeat, "firstLiveMs">[],
  { firstMs, lastMs }: Counted,
): number {
  if (firstMs === null || lastMs === null) return 0;
  if (heartbeats.length === 0) return lastMs - firstMs;
  const sinceMs = Math.min(...heartbeats.map(({ firstLiveMs }) => firstLiveMs ?? Infinity));
  return Math.max(0, lastMs - Math.max(firstMs, sinceMs));
}
