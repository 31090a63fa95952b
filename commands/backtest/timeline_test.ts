import assert from "node:assert/strict";
import { Timeline } from "./timeline.ts";

Deno.test("Timeline keeps every line in a bounded number of bins that cover all of the time", () => {
  const timeline = new Timeline(2, 8);
  for (let i = 0; i < 100; i++) timeline.add(1_000 + 2 * i, i);
  const { bins } = timeline;
  assert.deepEqual(bins.map(({ lines }) => lines), [120, 376, 632, 888, 1144, 1400, 390]);
  assert.deepEqual([bins[0], bins.at(-1)?.endMs], [{ startMs: 1_000, endMs: 1_032, lines: 120 }, 1_224]);
});

Deno.test("Timeline has empty bins where there are no windows, however long", () => {
  const timeline = new Timeline(1, 4);
  timeline.add(0, 1);
  timeline.add(1e9, 1);
  assert.deepEqual(timeline.bins.map(({ lines }) => lines), [1, 0, 0, 1]);
  assert.deepEqual(new Timeline(1).bins, []);
});
