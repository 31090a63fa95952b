import assert from "node:assert/strict";
import { LinearLevel } from "./linear_level.ts";

const MEMORY = { ticks: 2880, ticksPerHour: 60 };

/** Learns two days of a course of the day. @param count lines in a tick in which the source has `x`. */
function learned(count: (x: number) => number): LinearLevel {
  const level = new LinearLevel(MEMORY);
  for (let tick = 0; tick < 2880; tick++) {
    const x = 1000 * (1 + 0.6 * Math.sin(tick / 1440 * 2 * Math.PI));
    level.learn(count(x), x);
  }
  return level;
}

const COURSES: readonly [name: string, count: (x: number) => number][] = [
  ["a message that follows the traffic", (x) => 0.05 * x],
  ["one that comes by the clock", () => 6],
  ["one that does a little of both", (x) => 3 + 0.02 * x],
  ["a busy one", (x) => 0.9 * x],
];
for (const [name, count] of COURSES) {
  Deno.test(`LinearLevel knows ${name}`, () => {
    const level = learned(count);
    for (const x of [500, 1000, 1500]) {
      const ratio = level.at(x) / count(x);
      assert.ok(ratio > 0.8 && ratio < 1.25, `${ratio} at ${x}`);
    }
  });
}

Deno.test("LinearLevel knows a busy message from its first ticks on", () => {
  const level = new LinearLevel(MEMORY);
  for (let tick = 0; tick < 5; tick++) level.learn(6000, 10_000);
  assert.ok(Math.abs(level.at(10_000) - 6000) < 1);
});

Deno.test("LinearLevel is above 0 whatever it has learned, and without anything learned", () => {
  assert.ok(new LinearLevel(MEMORY).at(100) > 0);
  assert.ok(learned(() => 0).at(0) > 0);
});

Deno.test("LinearLevel takes a lasting change by its scale, and keeps it while it goes on learning", () => {
  const level = learned(() => 10);
  level.scale = 4;
  assert.ok(Math.abs(level.at(1000) - 40) < 4);
  for (let tick = 0; tick < 600; tick++) level.learn(40, 1000);
  assert.ok(Math.abs(level.at(1000) - 40) < 4);
});
