import assert from "node:assert/strict";
import fc from "fast-check";
import { tallyWindows } from "./tally_windows.ts";

const range = { fromMs: 2000, toMs: 6000, windowMs: 2000 };

Deno.test("tallyWindows() adds up per window and template, and over all as *", () => {
  const points = [
    { template: "b", slotMs: 4000, count: 7 },
    { template: "a", slotMs: 3000, count: 2 },
    { template: "a", slotMs: 2000, count: 1 },
    { template: "b", slotMs: 3999, count: 4 },
  ];
  assert.deepEqual(
    tallyWindows(points, range),
    new Map([
      [2000, new Map([["*", 7], ["a", 3], ["b", 4]])],
      [4000, new Map([["*", 7], ["b", 7]])],
    ]),
  );
});

Deno.test("tallyWindows() takes a range's start and leaves out its end", () => {
  const points = [1999, 2000, 5999, 6000].map((slotMs) => ({ template: "a", slotMs, count: 1 }));
  assert.deepEqual(totals(tallyWindows(points, range)), [[2000, 1], [4000, 1]]);
});

Deno.test("tallyWindows() adds a replaced template's counts to the surviving one", () => {
  const points = [{ template: "old", slotMs: 2000, count: 2 }, { template: "new", slotMs: 2000, count: 3 }];
  const windows = tallyWindows(points, { ...range, lineage: new Map([["old", "new"]]) });
  assert.deepEqual(windows, new Map([[2000, new Map([["*", 5], ["new", 5]])]]));
});

Deno.test("tallyWindows() of an empty range is empty", () => {
  const points = [{ template: "a", slotMs: 2000, count: 2 }];
  assert.equal(tallyWindows(points, { ...range, toMs: 2000 }).size, 0);
});

for (const wrong of [{ fromMs: 1000 }, { toMs: 5000 }, { windowMs: 0 }, { windowMs: -2000 }, { windowMs: NaN }]) {
  Deno.test(`tallyWindows() refuses ${JSON.stringify(wrong)} with a RangeError`, () => {
    assert.throws(() => tallyWindows([], { ...range, ...wrong }), RangeError);
  });
}

Deno.test("tallyWindows() does not depend on the order of its points and loses no line", () => {
  const point = fc.record({
    template: fc.constantFrom("a", "b", "c"),
    slotMs: fc.integer({ min: 2000, max: 5999 }),
    count: fc.nat(1000),
  });
  fc.assert(fc.property(fc.array(point), (points) => {
    const windows = tallyWindows(points, range);
    assert.deepEqual(tallyWindows(points.toReversed(), range), windows);
    const total = points.reduce((sum, point) => sum + point.count, 0);
    assert.equal(totals(windows).reduce((sum, [, count]) => sum + count, 0), total);
    const ofTemplates = [...windows.values()].flatMap((counts) => [...counts].filter(([template]) => template !== "*"));
    assert.equal(ofTemplates.reduce((sum, [, count]) => sum + count, 0), total);
  }));
});

function totals(windows: ReadonlyMap<number, ReadonlyMap<string, number>>): [number, number][] {
  return [...windows].map(([startMs, counts]) => [startMs, counts.get("*") ?? NaN]);
}
