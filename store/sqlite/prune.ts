import type { Connection } from "./connection.ts";
import {
  DELETE_BASELINES,
  DELETE_HEARTBEATS,
  DELETE_HOURS,
  DELETE_POINTS,
  DELETE_REPLIES,
  DELETE_SLOTS,
  OLDEST_POINT,
  OLDEST_SLOT,
} from "./queries.ts";

const HOUR_MS = 3_600_000;
/** How long an answer to an idempotency key is remembered. */
const REPLY_MEMORY_MS = 48 * HOUR_MS;

/**
 * Deletes counters, points, baselines and heartbeats older than `retentionMs`, by whole hours, and answers older than two
 * days. Each step is a transaction over at most an hour of counters, and yields, so that the writes of this process and of
 * others wait for milliseconds, not for a month's deletion.
 */
export function* prune(
  db: Connection,
  { nowMs, retentionMs }: { readonly nowMs: number; readonly retentionMs: number },
): Generator<void> {
  db.transaction(() => db.run(DELETE_REPLIES, nowMs - REPLY_MEMORY_MS));
  if (!Number.isFinite(retentionMs)) return;
  const cutoffMs = Math.floor((nowMs - retentionMs) / HOUR_MS) * HOUR_MS;
  db.transaction(() => db.run(DELETE_HEARTBEATS, cutoffMs));
  db.transaction(() => db.run(DELETE_BASELINES, cutoffMs));
  for (;;) {
    const oldest = db.first<{ oldestMs: number | null }>(OLDEST_SLOT)?.oldestMs ?? Infinity;
    const oldestPoint = db.first<{ oldestMs: number | null }>(OLDEST_POINT)?.oldestMs ?? Infinity;
    const fromMs = Math.min(oldest, oldestPoint);
    if (fromMs >= cutoffMs) return;
    const untilMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS + HOUR_MS;
    db.transaction(() => {
      db.run(DELETE_SLOTS, untilMs);
      db.run(DELETE_HOURS, untilMs);
      db.run(DELETE_POINTS, untilMs);
    });
    yield;
  }
}
