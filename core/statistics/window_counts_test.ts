import assert from "node:assert/strict";
import fc from "fast-check";
import { windowCounts } from "./window_counts.ts";

const range = { fromMs: 2000, toMs: 6000, windowMs: 2000 };

Deno.test("windowCounts() adds up per window and template, and over all as *", () => {
  const points = [
    { template: "b", slotMs: 4000, count: 7 },
    { template: "a", slotMs: 3000, count: 2 },
    { template: "a", slotMs: 2000, count: 1 },
    { template: "b", slotMs: 3999, count: 4 },
  ];
  assert.deepEqual(windowCounts(points, range), [
    { template: "*", windowStartMs: 2000, count: 7 },
    { template: "a", windowStartMs: 2000, count: 3 },
    { template: "b", windowStartMs: 2000, count: 4 },
    { template: "*", windowStartMs: 4000, count: 7 },
    { template: "b", windowStartMs: 4000, count: 7 },
  ]);
});

Deno.test("windowCounts() takes a range's start and leaves out its end", () => {
  const points = [1999, 2000, 5999, 6000].map((slotMs) => ({ template: "a", slotMs, count: 1 }));
  const total = windowCounts(points, range).filter((row) => row.template === "*");
  assert.deepEqual(total.map((row) => [row.windowStartMs, row.count]), [[2000, 1], [4000, 1]]);
});

Deno.test("windowCounts() adds a replaced template's counts to the surviving one", () => {
  const points = [{ template: "old", slotMs: 2000, count: 2 }, { template: "new", slotMs: 2000, count: 3 }];
  const rows = windowCounts(points, { ...range, lineage: new Map([["old", "new"]]) });
  assert.deepEqual(rows.map((row) => [row.template, row.count]), [["*", 5], ["new", 5]]);
});

Deno.test("windowCounts() of an empty range is empty", () => {
  const points = [{ template: "a", slotMs: 2000, count: 2 }];
  assert.deepEqual(windowCounts(points, { ...range, toMs: 2000 }), []);
});

for (const wrong of [{ fromMs: 1000 }, { toMs: 5000 }, { windowMs: 0 }, { windowMs: -2000 }, { windowMs: NaN }]) {
  Deno.test(`windowCounts() refuses ${JSON.stringify(wrong)} with a RangeError`, () => {
    assert.throws(() => windowCounts([], { ...range, ...wrong }), RangeError);
  });
}

Deno.test("windowCounts() does not depend on the order of its points and loses no line", () => {
  const point = fc.record({
    template: fc.constantFrom("a", "b", "c"),
    slotMs: fc.integer({ min: 2000, max: 5999 }),
    count: fc.nat(1000),
  });
  fc.assert(fc.property(fc.array(point), (points) => {
    const rows = windowCounts(points, range);
    assert.deepEqual(windowCounts(points.toReversed(), range), rows);
    const total = points.reduce((sum, point) => sum + point.count, 0);
    const sum = (all: boolean) =>
      rows.filter((row) => (row.template === "*") === all).reduce((sum, row) => sum + row.count, 0);
    assert.equal(sum(true), total);
    assert.equal(sum(false), total);
  }));
});
