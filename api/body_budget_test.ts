import assert from "node:assert/strict";
import { BodyBudget } from "./body_budget.ts";

Deno.test("BodyBudget refuses what would be too much together, and takes it once others have ended", () => {
  const budget = new BodyBudget(100);
  const first = budget.open();
  first.add(60);
  {
    using second = budget.open();
    second.add(40);
    assert.throws(() => second.add(1), { name: "RequestError", status: 503, headers: { "Retry-After": "1" } });
    assert.equal(budget.heldBytes, 100);
  }
  assert.equal(budget.heldBytes, 60);
  first.add(40);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  assert.equal(budget.heldBytes, 0);
});
