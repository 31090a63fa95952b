import assert from "node:assert/strict";
import fc from "fast-check";
import { AlertBudget, type Test } from "./alert_budget.ts";

const TESTS: readonly Test[] = ["severe", "change", "size", "gap", "rare"];
const COUNTS = fc.record({
  severe: fc.nat(100),
  change: fc.nat(10_000),
  size: fc.nat(10_000),
  gap: fc.nat(10_000),
  rare: fc.nat(100),
});

Deno.test("AlertBudget.part() of all tests together is no more than the bound, however many sources and series", () => {
  fc.assert(
    fc.property(
      fc.array(COUNTS, { maxLength: 50 }),
      fc.double({ min: 0.01, max: 24, noNaN: true }),
      (sources, perDay) => {
        const budget = new AlertBudget(perDay);
        sources.forEach((counts, i) => budget.set(`s${i}`, counts));
        const total = (test: Test) => sources.reduce((sum, counts) => sum + counts[test], 0);
        const spent = TESTS.reduce((sum, test) => sum + total(test) * budget.part(test), 0);
        assert.ok(spent <= budget.bound * (1 + 1e-9));
      },
    ),
  );
});

Deno.test("AlertBudget takes what a source said last, and follows the budget", () => {
  const once = new AlertBudget(1), twice = new AlertBudget(2);
  for (const budget of [once, twice]) {
    budget.set("s", { severe: 9, change: 999, size: 9, gap: 9, rare: 9 });
    budget.set("s", { severe: 1, change: 10, size: 1, gap: 1, rare: 1 });
  }
  for (const test of TESTS) assert.ok(Math.abs(twice.part(test) / once.part(test) - 2) < 1e-9);
  assert.ok(Math.abs(once.part("change") * 10 - 0.4 * once.bound) < 1e-9);
});
