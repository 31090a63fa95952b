import assert from "node:assert/strict";
import fc from "fast-check";
import { meanAndDeviation } from "./mean_and_deviation.ts";

const cases: { values: number[]; mean: number; stddev: number }[] = [
  { values: [], mean: 0, stddev: 0 },
  { values: [7], mean: 7, stddev: 0 },
  { values: [2, 4, 4, 4, 5, 5, 7, 9], mean: 5, stddev: Math.sqrt(32 / 7) },
  { values: [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], mean: 1e9 + 10, stddev: Math.sqrt(30) },
];

for (const { values, mean, stddev } of cases) {
  Deno.test(`meanAndDeviation() of [${values}] is ${mean} and ${stddev}`, () => {
    const result = meanAndDeviation(values);
    assert.equal(result.count, values.length);
    assert.equal(result.mean, mean);
    assert.ok(Math.abs(result.stddev - stddev) <= 1e-9 * stddev, `${result.stddev}`);
  });
}

Deno.test("meanAndDeviation() of counts agrees with the definition in two passes", () => {
  fc.assert(fc.property(fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 60 }), (values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const result = meanAndDeviation(values);
    assert.ok(Math.abs(result.mean - mean) <= 1e-12 * mean);
    assert.ok(Math.abs(result.stddev - Math.sqrt(variance)) <= 1e-9 * Math.sqrt(variance));
  }));
});

Deno.test("meanAndDeviation() takes zeros told by their number as if they were values", () => {
  fc.assert(fc.property(fc.array(fc.nat(1_000_000), { maxLength: 30 }), fc.nat(30), (values, zeros) => {
    const told = meanAndDeviation(values, { zeros });
    const listed = meanAndDeviation([...values, ...Array<number>(zeros).fill(0)]);
    assert.equal(told.count, listed.count);
    assert.ok(Math.abs(told.mean - listed.mean) <= 1e-12 * listed.mean);
    assert.ok(Math.abs(told.stddev - listed.stddev) <= 1e-9 * listed.stddev);
  }));
});
