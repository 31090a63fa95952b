import assert from "node:assert/strict";
import fc from "fast-check";
import { incompleteBeta } from "./incomplete_beta.ts";

/** P(X >= k) of a binomial, added up. */
function tail(k: number, n: number, p: number): number {
  let sum = 0, term = (1 - p) ** n;
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += term;
    term *= (n - i) / (i + 1) * p / (1 - p);
  }
  return sum;
}

for (
  const [k, n, p] of [[1, 1, 0.5], [3, 10, 0.5], [10, 10, 0.5], [7, 40, 0.1], [0, 5, 0.3], [60, 100, 0.5], [
    2,
    200,
    0.001,
  ]] as const
) {
  Deno.test(`incompleteBeta() is the chance of ${k} or more of ${n} at ${p}`, () => {
    const exact = tail(k, n, p);
    assert.ok(Math.abs(incompleteBeta(p, k, n - k + 1) - exact) < 1e-9 * Math.max(exact, 1e-3), `${exact}`);
  });
}

Deno.test("incompleteBeta() of x and of 1 - x make 1, for large shapes too", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 1e6 }),
      (x, a, b) => {
        const sum = incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a);
        assert.ok(Math.abs(sum - 1) < 1e-6, `${sum}`);
      },
    ),
  );
});

Deno.test("incompleteBeta() stays in [0, 1] in far tails and for counts of a billion", () => {
  const cases: [number, number, number, number][] = [
    [0.5, 1e9, 1, 0],
    [0.5, 1, 1e9, 1],
    [0.5, 1e9, 1e9, 0.5],
    [0, 5, 5, 0],
    [1, 5, 5, 1],
    [0.5, 0, 5, 1],
    [0.5, 5, 0, 0],
  ];
  for (const [x, a, b, expected] of cases) assert.ok(Math.abs(incompleteBeta(x, a, b) - expected) < 1e-3, `${a}, ${b}`);
});
