import assert from "node:assert/strict";
import { count, quantile } from "./figures.ts";

Deno.test("quantile() is the nearest rank", () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.deepEqual([0, 0.5, 0.99, 1].map((share) => quantile(values, share)), [1, 50, 99, 100]);
  assert.equal(quantile([7], 0.99), 7);
});

Deno.test("count() groups thousands", () => {
  assert.equal(count(1_234_567.4), "1,234,567");
});
