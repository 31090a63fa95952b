import assert from "node:assert/strict";
import { NoveltyRate } from "./novelty_rate.ts";

/** A rate after this many days with this many new templates a day, evenly. */
function rateAfter(days: number, perDay: number, rate = new NoveltyRate()): NoveltyRate {
  const steps = 100;
  let due = 0;
  for (let i = 0; i < days * steps; i++) {
    for (due += perDay / steps; due >= 1; due--) rate.add();
    rate.pass(1 / steps);
  }
  return rate;
}

Deno.test("NoveltyRate expects about one template a day before anything was seen", () => {
  assert.ok(Math.abs(new NoveltyRate().perDay - 1.2) < 1e-9);
});

Deno.test("NoveltyRate is what a source has brought lately", () => {
  assert.ok(Math.abs(rateAfter(10, 20).perDay / 20 - 1) < 0.1);
});

Deno.test("NoveltyRate forgets a first day full of new templates within days", () => {
  const rate = rateAfter(1, 400);
  assert.ok(rate.perDay > 300);
  assert.ok(rateAfter(8, 0, rate).perDay < 10);
});

Deno.test("NoveltyRate goes on from its state", () => {
  const rate = rateAfter(3, 7);
  const restored = NoveltyRate.fromState(JSON.parse(JSON.stringify(rate.toState())));
  assert.equal(rateAfter(2, 5, restored).perDay, rateAfter(2, 5, rate).perDay);
});
