import assert from "node:assert/strict";
import { readTimeRange } from "./time_range.ts";

const NOW = Date.UTC(2026, 0, 31, 12), HOUR = 3_600_000;

const CASES: [string, { fromMs: number; toMs: number } | undefined][] = [
  ["-2h..-1h", { fromMs: NOW - 2 * HOUR, toMs: NOW - HOUR }],
  ["-1h..now", { fromMs: NOW - HOUR, toMs: NOW }],
  ["2026-01-31T11:00:00Z..2026-01-31T12:00:00Z", { fromMs: NOW - HOUR, toMs: NOW }],
  ["1769860800000..1769860800001", { fromMs: NOW, toMs: NOW + 1 }],
  ["../app.log", undefined],
  ["app..log", undefined],
  ["-1h", undefined],
  ["-1h..", undefined],
];
for (const [text, range] of CASES) {
  Deno.test(`readTimeRange() reads "${text}"`, () => assert.deepEqual(readTimeRange(text, NOW), range));
}

Deno.test("readTimeRange() refuses an empty range", () => {
  for (const text of ["now..-1h", "-1h..-1h"]) assert.throws(() => readTimeRange(text, NOW), /start is before its end/);
});
