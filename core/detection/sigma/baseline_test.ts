import assert from "node:assert/strict";
import fc from "fast-check";
import { meanAndDeviation } from "../../statistics/mean_and_deviation.ts";
import { Baseline } from "./baseline.ts";

function baselineOf(windows: readonly (readonly [number, number])[], capacity = 30): Baseline {
  const baseline = new Baseline(capacity);
  for (const [startMs, count] of windows) baseline.push(startMs, count);
  return baseline;
}

Deno.test("Baseline.push() drops the oldest window when it is full", () => {
  assert.deepEqual(baselineOf([[0, 1], [2, 5], [4, 7]], 2).counts, [5, 7]);
});

const MERGES = [
  ["adds counts of the same window", [[0, 1], [2, 2]], [[0, 10], [2, 20]], [11, 22]],
  ["takes windows before the younger began", [[0, 1], [2, 2]], [[2, 20]], [1, 22]],
  ["leaves out a window that one found anomalous", [[0, 1], [2, 2], [4, 3]], [[0, 10], [4, 30]], [11, 33]],
  ["takes all of it where the other is empty", [], [[0, 10]], [10]],
] as const;

for (const [name, mine, theirs, expected] of MERGES) {
  Deno.test(`Baseline.merged() ${name}`, () => {
    assert.deepEqual(baselineOf(mine).merged(baselineOf(theirs)).counts, expected);
    assert.deepEqual(baselineOf(theirs).merged(baselineOf(mine)).counts, expected);
  });
}

Deno.test("Baseline.fromState() restores what Baseline.toState() gave, gaps included", () => {
  const windows = fc.uniqueArray(fc.nat(60), { maxLength: 40 }).map((at) => at.sort((a, b) => a - b));
  const law = fc.property(windows, fc.array(fc.nat(2), { minLength: 40, maxLength: 40 }), (at, counts) => {
    const baseline = baselineOf(at.map((window, index) => [window * 2000, counts[index]]), 30);
    const state = JSON.parse(JSON.stringify(baseline.toState(2000)));
    const restored = Baseline.fromState(state, { windowMs: 2000, capacity: 30, untilMs: 122_000 });
    assert.deepEqual(restored.toState(2000), baseline.toState(2000));
    assert.deepEqual(restored.counts, baseline.counts);
  });
  fc.assert(law);
});

Deno.test("Baseline.statistics are those of its counts, however large", () => {
  const law = fc.property(fc.array(fc.oneof(fc.nat(300), fc.maxSafeNat()), { maxLength: 60 }), (counts) => {
    const baseline = baselineOf(counts.map((count, at) => [at, count]), 3);
    const { mean, stddev } = meanAndDeviation(baseline.counts);
    const { statistics } = baseline;
    assert.ok(Math.abs(statistics.mean - mean) <= 1e-9 * mean);
    assert.ok(Math.abs(statistics.stddev - stddev) <= 1e-9 * (mean + stddev));
  });
  fc.assert(law);
});
