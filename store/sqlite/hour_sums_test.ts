import assert from "node:assert/strict";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { queryTemplateCounts, writeCounters } from "./counters.ts";
import { HOUR_MS } from "./hour_sums.ts";
import { openConnection } from "./open_connection.ts";
import { SeriesIds } from "./series_ids.ts";

const START_MS = 1_700_000_000_000;
const HOURS =
  "SELECT sum(count) AS count, count(*) AS rows, min(first_slot_ms) AS first, max(last_slot_ms) AS last FROM hours";

Deno.test("the rollup of hours holds what slots hold, however often a batch is written and whatever its counts are then", () => {
  using db = openConnection(":memory:");
  const options = { oldestMs: 0, seriesIds: new SeriesIds(db) };
  const write = (number: number, points: readonly CounterPoint[]) =>
    writeCounters(db, { agent: "a", number, points, templates: [], samples: [] }, options);
  const minutes = Array.from({ length: 300 }, (_, minute) => point(START_MS + minute * 60_000, 1 + minute % 3));
  write(0, minutes);
  write(0, minutes);
  write(1, [...minutes.slice(0, 7), point(START_MS - 1_000, 5)]);
  write(0, [point(START_MS, 40), point(START_MS + 400 * 60_000, 2)]);
  const slots = db.first("SELECT sum(count) AS count, min(slot_ms) AS first, max(slot_ms) AS last FROM counts");
  const { rows, ...hours } = db.first<{ rows: number }>(HOURS)!;
  assert.deepEqual(hours, slots);
  assert.equal(rows, new Set(minutes.map(({ slotMs }) => Math.floor(slotMs / HOUR_MS))).size + 1);
  const [all] = queryTemplateCounts(db, {});
  assert.equal(all!.count, 600 + 14 - 1 + 5 + 39 + 2);
});

function point(slotMs: number, count: number): CounterPoint {
  return { source: "app", host: "-", level: "info", template: "t", mode: "history", slotMs, count };
}
