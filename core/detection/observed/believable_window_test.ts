import assert from "node:assert/strict";
import { believable } from "./believable_window.ts";

const of = (counts: Record<string, number>, total: number) => ({
  startMs: 0,
  counts: new Map(Object.entries(counts)),
  total,
  errors: new Map(Object.entries(counts)),
});

Deno.test("believable() leaves a window as it is where all of it can be", () => {
  const window = of({ a: 1, b: 0.5 }, 1.5);
  assert.equal(believable(window), window);
});

Deno.test("believable() leaves out counts that can't be, and adds up what is left", () => {
  const { counts, errors, total } = believable(of({ a: 3, b: NaN, c: -1, d: 0, e: Infinity }, NaN));
  assert.deepEqual(counts, new Map([["a", 3], ["e", 1e12]]));
  assert.deepEqual(errors, counts);
  assert.equal(total, 1e12 + 3);
});
