import assert from "node:assert/strict";
import fc from "fast-check";
import { fairShare } from "./fair_share.ts";

Deno.test("fairShare gives all what they ask for where there is enough", () => {
  assert.equal(fairShare([], 1), Infinity);
  assert.equal(fairShare([0.2, 0.3, 0.5], 1), Infinity);
});

Deno.test("fairShare leaves to the large what the small do not ask for", () => {
  assert.equal(fairShare([5], 1), 1);
  assert.equal(fairShare([5, 5, 0.5], 1.5), 0.5);
  assert.equal(fairShare([9, 0.1, 3], 1.1), 0.5);
});

Deno.test("fairShare hands out all that there is, and no more", () => {
  const demands = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 20 });
  fc.assert(fc.property(demands, fc.double({ min: 0.01, max: 100, noNaN: true }), (demands, total) => {
    const share = fairShare(demands, total);
    const given = demands.reduce((sum, demand) => sum + Math.min(demand, share), 0);
    assert.ok(given <= total * (1 + 1e-9));
    if (share < Infinity) assert.ok(given >= total * (1 - 1e-9));
  }));
});
