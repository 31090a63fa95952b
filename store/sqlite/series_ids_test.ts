import assert from "node:assert/strict";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { openConnection } from "./open_connection.ts";
import { SeriesIds } from "./series_ids.ts";

Deno.test("SeriesIds gives each series a number of its own and the same one every time", () => {
  using db = openConnection(":memory:");
  const points = [
    point(),
    point({ source: "ap", host: "p-" }),
    point({ host: "-i", level: "nfo" }),
    point({ level: "infol", template: "ogin" }),
    point({ mode: "backlog" }),
  ];
  const [first, again, fresh] = [new SeriesIds(db), new SeriesIds(db, { capacity: 2 }), new SeriesIds(db)]
    .map((ids) => collect(ids, [...points, ...points]));
  assert.equal(new Set(first.map((id) => id.series)).size, points.length);
  assert.equal(new Set(first.map((id) => id.source)).size, 2);
  assert.deepEqual(first.slice(points.length), first.slice(0, points.length));
  assert.deepEqual([again, fresh], [first, first]);
});

Deno.test("SeriesIds forgets what was undone with its transaction", () => {
  using db = openConnection(":memory:");
  const ids = new SeriesIds(db);
  assert.throws(() =>
    ids.transaction(() => {
      ids.of(point({ template: "undone" }), "agent");
      throw new Error("undo");
    }), /undo/);
  collect(ids, [point({ template: "first" })]);
  collect(ids, [point({ template: "undone" })]);
  const rows = db.all<{ template: string }>("SELECT template FROM series ORDER BY id");
  assert.deepEqual(rows.map((row) => row.template), ["first", "undone"]);
});

function collect(ids: SeriesIds, points: readonly CounterPoint[]): { source: number; series: number }[] {
  const found: { source: number; series: number }[] = [];
  ids.transaction(() => void found.push(...points.map((each) => ids.of(each, "agent"))));
  return found;
}

function point(rest: Partial<CounterPoint> = {}): CounterPoint {
  return { source: "app", host: "-", level: "info", template: "login", mode: "live", slotMs: 0, count: 1, ...rest };
}
