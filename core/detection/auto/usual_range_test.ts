import assert from "node:assert/strict";
import fc from "fast-check";
import { plausible, usualRange } from "./usual_range.ts";

const level = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const scatter = fc.double({ min: 1, max: 1e4, noNaN: true });

Deno.test("usualRange() holds what is expected, is above none, and is wider where counts scatter more", () => {
  fc.assert(fc.property(level, scatter, (expected, dispersion) => {
    const { lower, upper } = usualRange(expected, dispersion);
    assert.ok(lower >= 0 && lower < expected && expected < upper && Number.isFinite(upper));
    const wider = usualRange(expected, 2 * dispersion);
    assert.ok(wider.lower <= lower && wider.upper > upper);
  }));
});

Deno.test("usualRange() of 100 Poisson lines is what all but one in a hundred counts are within", () => {
  const { lower, upper } = usualRange(100, 1);
  assert.deepEqual([Math.round(lower), Math.round(upper)], [77, 127]);
});

Deno.test("plausible() leaves a usual count as it is, and clips a flood and a silence", () => {
  assert.equal(plausible(110, 100, 1), 110);
  assert.deepEqual([plausible(1e9, 100, 1), plausible(0, 100, 1), plausible(0, 4, 1)], [143, 60, 0]);
});

Deno.test("plausible() never goes beyond the count, nor below none", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), level, scatter, (count, expected, dispersion) => {
      const learned = plausible(count, expected, dispersion);
      assert.ok(learned >= 0 && Number.isFinite(learned));
      assert.ok(learned === count || (learned < count) === (count > expected));
    }),
  );
});
