import assert from "node:assert/strict";
import { scoreOf } from "./score_of.ts";

Deno.test("scoreOf() is 3 of once in a thousand days, negative of what comes more than daily, and finite of what never comes", () => {
  assert.deepEqual([scoreOf(0.001), scoreOf(0.5), scoreOf(10), scoreOf(0)], [3, 0.3, -1, 300]);
});
