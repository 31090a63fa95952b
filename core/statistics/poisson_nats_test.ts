import assert from "node:assert/strict";
import { poissonNats } from "./poisson_nats.ts";

Deno.test("poissonNats() is 0 of what was expected, all that was expected of nothing, and Infinity of what was not expected", () => {
  assert.deepEqual([poissonNats(7, 7), poissonNats(0, 7), poissonNats(0, 0), poissonNats(1, 0)], [0, 7, 0, Infinity]);
});

Deno.test("poissonNats() bounds the tail of a Poisson process on both sides", () => {
  for (const expected of [0.5, 3, 20]) {
    const at = [Math.exp(-expected)];
    for (let count = 1; count < 200; count++) at.push(at[count - 1]! * expected / count);
    for (let count = 0; count < 60; count++) {
      const tail = count < expected ? at.slice(0, count + 1) : at.slice(count);
      const probability = tail.reduce((sum, each) => sum + each, 0);
      assert.ok(poissonNats(count, expected) <= -Math.log(probability) + 1e-9, `${count} of ${expected}`);
    }
  }
});
