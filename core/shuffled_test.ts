import assert from "node:assert/strict";
import { seededBelow, shuffled } from "./shuffled.ts";

const ITEMS = Array.from({ length: 100 }, (_, i) => i);

Deno.test("shuffled() has each item once, in another order, and leaves what it was given", () => {
  const given = [...ITEMS];
  const order = shuffled(given, seededBelow(1));
  assert.deepEqual(given, ITEMS);
  assert.notDeepEqual(order, ITEMS);
  assert.deepEqual(order.toSorted((a, b) => a - b), ITEMS);
  assert.deepEqual(shuffled([], seededBelow(1)), []);
});

Deno.test("shuffled() follows from the seed", () => {
  assert.deepEqual(shuffled(ITEMS, seededBelow(7)), shuffled(ITEMS, seededBelow(7)));
  assert.notDeepEqual(shuffled(ITEMS, seededBelow(7)), shuffled(ITEMS, seededBelow(8)));
});
