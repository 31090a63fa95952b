import assert from "node:assert/strict";
import { windowStatistics } from "./window_statistics.ts";

const range = { fromMs: 0, toMs: 8000, windowMs: 2000 };

Deno.test("windowStatistics() counts a window without lines as 0", () => {
  const points = [{ template: "a", slotMs: 0, count: 6 }, { template: "a", slotMs: 5000, count: 2 }];
  assert.deepEqual(windowStatistics(points, range), [
    { template: "*", windows: 4, mean: 2, stddev: Math.sqrt(24 / 3) },
    { template: "a", windows: 4, mean: 2, stddev: Math.sqrt(24 / 3) },
  ]);
});

Deno.test("windowStatistics() gives a template without a line in the range no row", () => {
  const points = [{ template: "a", slotMs: 1000, count: 1 }, { template: "late", slotMs: 8000, count: 9 }];
  assert.deepEqual(windowStatistics(points, range).map((row) => row.template), ["*", "a"]);
  assert.deepEqual(windowStatistics([], range), []);
});

Deno.test("windowStatistics() of one window has no deviation", () => {
  const rows = windowStatistics([{ template: "a", slotMs: 1000, count: 5 }], { ...range, toMs: 2000 });
  assert.deepEqual(rows[1], { template: "a", windows: 1, mean: 5, stddev: 0 });
});

Deno.test("windowStatistics() refuses an unaligned range", () => {
  assert.throws(() => windowStatistics([], { ...range, toMs: 7000 }), RangeError);
});
