import type { Connection } from "./connection.ts";
import {
  DELETE_BASELINES,
  DELETE_HEARTBEATS,
  DELETE_HOURS,
  DELETE_POINTS,
  DELETE_REPLIES,
  DELETE_SAMPLES,
  DELETE_SERIES,
  DELETE_SLOTS,
  DELETE_SOURCES,
  DELETE_TEMPLATES,
  OLDEST_POINT,
  OLDEST_SLOT,
  RAISE_EPOCH,
  UNUSED_SERIES,
} from "./queries.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long an answer to an idempotency key is remembered. */
const REPLY_MEMORY_MS = 48 * HOUR_MS;

/**
 * Deletes counters, points, baselines and heartbeats older than `retentionMs`, by whole hours, and answers older than two
 * days; then series, templates and lines that nothing refers to. Counters go minute by minute, each in a transaction of its own and with a yield after it, so that the writes of
 * this process and of others wait for some 0.1 s at most (1,000 templates every second), not for a month's deletion.
 */
export function* prune(
  db: Connection,
  { nowMs, retentionMs }: { readonly nowMs: number; readonly retentionMs: number },
): Generator<void> {
  db.transaction(() => db.run(DELETE_REPLIES, { beforeMs: nowMs - REPLY_MEMORY_MS }));
  if (!Number.isFinite(retentionMs)) return;
  const cutoffMs = Math.floor((nowMs - retentionMs) / HOUR_MS) * HOUR_MS;
  db.transaction(() => {
    for (const statement of [DELETE_HEARTBEATS, DELETE_BASELINES, DELETE_HOURS]) {
      db.run(statement, { beforeMs: cutoffMs });
    }
  });
  for (let fromMs = oldest(db); fromMs < cutoffMs; fromMs = oldest(db)) {
    const beforeMs = Math.floor(fromMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
    db.transaction(() => {
      db.run(DELETE_SLOTS, { beforeMs });
      db.run(DELETE_POINTS, { beforeMs });
    });
    yield;
  }
  yield* deleteUnused(db, cutoffMs);
}

/** How many series are looked at in one transaction. */
const SERIES_AT_ONCE = 2000;

/** Deletes series, templates and lines that nothing refers to any more. Numbers of series that others remember are void then. */
function* deleteUnused(db: Connection, beforeMs: number): Generator<void> {
  for (let afterId = 0;;) {
    const unused = db.all<{ id: number }>(UNUSED_SERIES, { afterId, most: SERIES_AT_ONCE });
    if (unused.length === 0) break;
    afterId = unused.at(-1)!.id;
    db.transaction(() => {
      // One that has got a count in between stays.
      const still = new Set(
        db.all<{ id: number }>(UNUSED_SERIES, { afterId: unused[0]!.id - 1, most: SERIES_AT_ONCE }).map(({ id }) => id),
      );
      for (const { id } of unused) if (still.has(id)) db.run(DELETE_SERIES, { id });
      db.run(RAISE_EPOCH);
    });
    yield;
  }
  for (const statement of [DELETE_TEMPLATES, DELETE_SAMPLES]) {
    db.transaction(() => db.run(statement, { beforeMs }));
    yield;
  }
  db.transaction(() => db.run(DELETE_SOURCES) > 0 && db.run(RAISE_EPOCH));
}

function oldest(db: Connection): number {
  const times = [OLDEST_SLOT, OLDEST_POINT].map((query) => db.first<{ oldestMs: number | null }>(query)?.oldestMs);
  return Math.min(...times.map((time) => time ?? Infinity));
}
