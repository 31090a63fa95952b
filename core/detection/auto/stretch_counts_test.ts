import assert from "node:assert/strict";
import { STRETCH_MS, StretchCounts } from "./stretch_counts.ts";

/** A message that has these lines, a stretch each; none: null. */
function seen(lines: readonly (number | null)[], counts = new StretchCounts()): StretchCounts {
  lines.forEach((count, stretch) => count !== null && counts.add(count, stretch * STRETCH_MS));
  return counts;
}

Deno.test("StretchCounts tells the share of earlier stretches that had this many lines", () => {
  // The last two stretches with lines are not earlier ones.
  const counts = seen([1, null, null, null, 9, null, null, 1, null, 1, 70]);
  assert.equal(counts.shareOf(1, 10).toFixed(2), "0.35");
  assert.equal(counts.shareOf(8, 10).toFixed(2), "0.15");
  assert.equal(counts.shareOf(64, 10).toFixed(2), "0.05");
});

Deno.test("StretchCounts gives lines of the present stretch and of the one before, from a time on", () => {
  const counts = seen([5, null, 3]);
  counts.add(1, 2.5 * STRETCH_MS);
  assert.deepEqual(counts.since(0), [{ stretch: 2, lines: 4 }, { stretch: 0, lines: 5 }]);
  assert.deepEqual(counts.since(STRETCH_MS), [{ stretch: 2, lines: 4 }]);
});

Deno.test("StretchCounts forgets over months what was frequent", () => {
  const month = Array<number | null>(8640).fill(1), quiet = Array<number | null>(8640 * 5).fill(null);
  const counts = seen([...month, ...quiet, 1, 1, 1]);
  assert.ok(seen(month).shareOf(1, 8640) > 0.95);
  assert.ok(counts.shareOf(1, 8640 * 6) < 0.01);
});

Deno.test("StretchCounts goes on from its state, in bounded space, whatever it counted", () => {
  const counts = seen([0.25, 1e15, 3, null, 2]);
  const copy = StretchCounts.fromState(JSON.parse(JSON.stringify(counts.toState())));
  assert.ok(JSON.stringify(counts.toState()).length < 300);
  seen([null, null, null, null, null, 4, 5], counts);
  seen([null, null, null, null, null, 4, 5], copy);
  assert.deepEqual(copy.toState(), counts.toState());
  assert.equal(copy.shareOf(0.1, 6), counts.shareOf(0.1, 6));
});
