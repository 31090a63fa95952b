import assert from "node:assert/strict";
import fc from "fast-check";
import { sigmaBand } from "./sigma_band.ts";

const CASES = [
  ["an empty history", [], {}, { level: 0, lower: 0, upper: 4, deviation: 1 }],
  ["sigma 1 at least", [10, 10, 10], {}, { level: 10, lower: 6, upper: 14, deviation: 1 }],
  ["5 % of the mean at least", [1000, 1000], {}, { level: 1000, lower: 800, upper: 1200, deviation: 50 }],
  ["the sample's deviation", [90, 110, 90, 110], {}, {
    level: 100,
    lower: 100 - 4 * Math.sqrt(400 / 3),
    upper: 100 + 4 * Math.sqrt(400 / 3),
    deviation: Math.sqrt(400 / 3),
  }],
  ["the root of the mean for a template", [100, 100], { counting: true }, {
    level: 100,
    lower: 60,
    upper: 140,
    deviation: 10,
  }],
  ["another multiplier", [100, 100], { multiplier: 2 }, { level: 100, lower: 90, upper: 110, deviation: 5 }],
] as const;

for (const [name, history, options, expected] of CASES) {
  Deno.test(`sigmaBand(): ${name}`, () => assert.deepEqual(sigmaBand(history, options), expected));
}

Deno.test("sigmaBand() holds its level, and a count that never changes is normal", () => {
  const law = fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 30 }), (count, windows) => {
    const { level, lower, upper } = sigmaBand(Array(windows).fill(count));
    assert.ok(lower <= level && level < upper);
    assert.ok(lower <= count && count <= upper);
  });
  fc.assert(law);
});
