import assert from "node:assert/strict";
import { RecentRatio } from "./recent_ratio.ts";

Deno.test("RecentRatio is 1 at first, and what came to what was foretold within about an hour", () => {
  const ratio = new RecentRatio(60);
  assert.equal(ratio.within(2), 1);
  for (let tick = 0; tick < 300; tick++) ratio.take(150, 100);
  assert.ok(Math.abs(ratio.within(2) - 1.5) < 1e-9);
  for (let tick = 0; tick < 60; tick++) ratio.take(50, 100);
  assert.ok(Math.abs(ratio.within(2) - (0.5 + Math.exp(-1))) < 0.01, `${ratio.within(2)}`);
});

Deno.test("RecentRatio is kept within bounds, and tells nothing of few lines", () => {
  const ratio = new RecentRatio(60);
  ratio.take(0.1, 0.2);
  assert.equal(ratio.log(0.5), 0);
  ratio.take(300, 100);
  assert.equal(ratio.within(2), 2);
  assert.equal(new RecentRatio(60, [1, 100]).within(2), 0.5);
});

Deno.test("RecentRatio of ticks longer than an hour is the last one's, and it goes on from its state", () => {
  const ratio = new RecentRatio(0.25);
  for (const count of [10, 30, 20]) ratio.take(count, 16);
  assert.equal(ratio.within(2), 1.25);
  assert.equal(new RecentRatio(0.25, ratio.toState()).within(2), 1.25);
});
