import assert from "node:assert/strict";
import { trendOf } from "./trend.ts";

Deno.test("trendOf() calls a figure level that rises only at the start", () => {
  const values = [40, 80, 100, 101, 99, 100, 101, 100];
  const trend = trendOf(values, 1000);
  assert.equal(trend.first, 40);
  assert.equal(trend.max, 101);
  assert.equal(trend.median, 100);
  assert.equal(trend.isLevel, true);
});

Deno.test("trendOf() measures the rise of a figure that grows for ever", () => {
  const trend = trendOf(Array.from({ length: 60 }, (_, i) => 100 + i), 1000);
  assert.ok(Math.abs(trend.perMinute - 60) < 1e-9);
  assert.equal(trend.isLevel, false);
});
