import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { MOST_AHEAD_MS, WATERMARK_AHEAD_MS } from "../core/time_bounds.ts";

/**
 * Heartbeats that can be true: one with a time far ahead, which an earlier api may have stored, would make windows without end, or keep a
 * source from being evaluated for ever. A watermark that is somewhat ahead is taken for a minute ahead, as the api does.
 */
export function plausibleHeartbeats(heartbeats: readonly SeenHeartbeat[], nowMs: number): SeenHeartbeat[] {
  const latestMs = nowMs + MOST_AHEAD_MS;
  return heartbeats
    .filter(({ watermarkMs, sinceMs, firstLiveMs }) => Math.max(watermarkMs, sinceMs, firstLiveMs ?? 0) <= latestMs)
    .map((each) => ({ ...each, watermarkMs: Math.min(each.watermarkMs, nowMs + WATERMARK_AHEAD_MS) }));
}

/** Where reading goes on with a source: not later than now where it was led far ahead. */
export function plausibleStart(startMs: number, { nowMs, windowMs }: { nowMs: number; windowMs: number }): number {
  return startMs <= nowMs + MOST_AHEAD_MS ? startMs : nowMs - nowMs % windowMs;
}
