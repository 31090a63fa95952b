import assert from "node:assert/strict";
import fc from "fast-check";
import type { CounterBatch, CounterPoint } from "./counter_batch.ts";
import { MODES } from "./mode.ts";
import { packBatch, packPoints, unpackBatch, unpackPoints } from "./packed_points.ts";

const name = fc.constantFrom("a", "b", "ab", '"', "a,b");
const point: fc.Arbitrary<CounterPoint> = fc.record({
  source: name,
  host: name,
  level: name,
  template: name,
  mode: fc.constantFrom(...MODES),
  slotMs: fc.constantFrom(0, 1_000, 60_000),
  count: fc.integer({ min: 1, max: 1_000_000_000 }),
}, { noNullPrototype: true });

Deno.test("unpackPoints() of packPoints() is the same points in the same order, by way of JSON too", () => {
  fc.assert(fc.property(fc.array(point), (points) => {
    assert.deepEqual(unpackPoints(JSON.parse(JSON.stringify(packPoints(points)))), points);
  }));
});

Deno.test("packPoints() names each series once", () => {
  fc.assert(fc.property(fc.array(point), (points) => {
    const series = packPoints(points).series.map((each) => JSON.stringify(each));
    assert.equal(new Set(series).size, series.length);
  }));
});

Deno.test("unpackBatch() takes a batch of an earlier version, whose points are a list", () => {
  const points: CounterPoint[] = [
    { source: "s", host: "h", level: "-", template: "t", mode: "live", slotMs: 1, count: 2 },
  ];
  const batch: CounterBatch = { agent: "a", number: 1, points, templates: [], samples: [] };
  assert.deepEqual(unpackBatch(batch), batch);
  assert.deepEqual(unpackBatch(packBatch(batch)), batch);
});
