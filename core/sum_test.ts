import assert from "node:assert/strict";
import { sum } from "./sum.ts";

Deno.test("sum() adds what is iterated over, and is 0 of nothing", () => {
  assert.equal(sum(new Map([["a", 1], ["b", 2.5]]).values()), 3.5);
  assert.equal(sum([]), 0);
});
