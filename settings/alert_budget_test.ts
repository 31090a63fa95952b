import assert from "node:assert/strict";
import { alarmsPerDay } from "./alert_budget.ts";

Deno.test("alarmsPerDay() reads budgets of any unit, and fractions", () => {
  const budgets = ["1/day", "7/week", "0.5/day", "1/hour", "30/month"].map(alarmsPerDay);
  assert.deepEqual(budgets, [1, 1, 0.5, 24, 1]);
});

Deno.test("alarmsPerDay() refuses what is no budget", () => {
  for (const wrong of ["0/day", "1/year", "day", "", "-1/day"]) assert.throws(() => alarmsPerDay(wrong), RangeError);
});
