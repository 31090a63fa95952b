import assert from "node:assert/strict";
import { BriefBursts } from "./brief_bursts.ts";

function after(...counts: number[]): BriefBursts {
  const bursts = new BriefBursts();
  for (const count of counts) bursts.take(count, 2, 1);
  return bursts;
}

Deno.test("BriefBursts takes four raised ticks of the last ten for a rise, and fewer for none, however high", () => {
  assert.equal(after(9, 9, 9, 9).isRise, true);
  assert.equal(after(9, 2, 9, 1, 9, 3, 9).isRise, true);
  assert.equal(after(9, 900, 9).isRise, false);
  assert.equal(after(9, 9, 9, 2, 2, 2, 2, 2, 2, 2, 9).isRise, false);
});

Deno.test("BriefBursts weighs a tick by how far lines scatter", () => {
  const bursts = new BriefBursts();
  for (let tick = 0; tick < 10; tick++) bursts.take(9, 2, 10);
  assert.equal(bursts.isRise, false);
  assert.equal(bursts.isOver, true);
});

Deno.test("BriefBursts are over after three ticks with no more lines than are likely", () => {
  assert.equal(after(9, 9).isOver, false);
  assert.equal(after(9, 2, 2).isOver, false);
  assert.equal(after(9, 2, 2, 2).isOver, true);
});

Deno.test("BriefBursts are known for eight days, also after a restart, and others like them up to three times the size", () => {
  const bursts = after(9, 30);
  assert.equal(bursts.know(0, 9), false);
  bursts.learn(0);
  const restored = new BriefBursts(bursts.toState());
  assert.deepEqual(restored.toState(), bursts.toState());
  assert.deepEqual([90, 91].map((top) => restored.know(8 * 86_400_000 - 1, top)), [true, false]);
  assert.equal(restored.know(8 * 86_400_000, 9), false);
});

Deno.test("BriefBursts are as large as their largest tick, until they are over", () => {
  assert.equal(after(9, 40, 9).top, 40);
  assert.equal(after(40, 2, 2, 2, 9).top, 9);
});
