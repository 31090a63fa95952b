import assert from "node:assert/strict";
import { PooledBursts } from "./pooled_bursts.ts";

const DAY_MS = 86_400_000;

Deno.test("PooledBursts make bursts ordinary in a source from the fourth on, up to three times their size", () => {
  const bursts = new PooledBursts();
  bursts.learn(0, 20);
  bursts.learn(0, 10);
  assert.equal(bursts.isOrdinary(1, 20), false);
  bursts.learn(2, 10);
  bursts.learn(3, 10);
  assert.equal(bursts.isOrdinary(4, 59), true);
  assert.equal(bursts.isOrdinary(4, 61), false);
});

Deno.test("PooledBursts are forgotten within weeks, and go on from their state", () => {
  const bursts = new PooledBursts();
  for (let day = 0; day < 5; day++) bursts.learn(day * DAY_MS, 20);
  const restored = new PooledBursts(JSON.parse(JSON.stringify(bursts.toState())));
  assert.deepEqual([6, 30].map((day) => restored.isOrdinary(day * DAY_MS, 5)), [true, false]);
});
