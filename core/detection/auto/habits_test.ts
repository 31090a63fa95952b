import assert from "node:assert/strict";
import { DAY_MS } from "./clock_of_day.ts";
import { Habits } from "./habits.ts";

const JOB_MS = 3 * 3_600_000;

function learned(nights: number): Habits {
  const habits = new Habits();
  for (let night = 0; night < nights; night++) habits.learn(night * DAY_MS + JOB_MS, 100);
  return habits;
}

Deno.test("Habits knows a nightly job the second night, some minutes earlier or later", () => {
  for (const minutes of [-10, 0, 10]) assert.ok(learned(1).know(DAY_MS + JOB_MS + minutes * 60_000, 100));
});

const STRANGE: readonly [name: string, timeMs: number, count: number][] = [
  ["a job of the same night", JOB_MS + 60_000, 100],
  ["an hour later", DAY_MS + JOB_MS + 3_600_000, 100],
  ["ten times its size", DAY_MS + JOB_MS, 1000],
  ["one of two weeks ago", 14 * DAY_MS + JOB_MS, 100],
];
for (const [name, timeMs, count] of STRANGE) {
  Deno.test(`Habits does not know ${name}`, () => assert.ok(!learned(1).know(timeMs, count)));
}

Deno.test("Habits holds a bounded number of times of the day, and goes on from its state", () => {
  const habits = new Habits();
  for (let at = 0; at < 1000; at++) habits.learn(at * 3_000_000, 10);
  assert.ok(habits.toState().length <= 12);
  const restored = Habits.fromState(JSON.parse(JSON.stringify(habits.toState())));
  for (let at = 1000; at < 1040; at++) assert.equal(restored.know(at * 3e6, 10), habits.know(at * 3e6, 10));
});

Deno.test("Habits takes no six lines for what one line was the day before", () => {
  const habits = new Habits();
  habits.learn(JOB_MS, 1);
  assert.deepEqual([5, 6].map((count) => habits.know(DAY_MS + JOB_MS, count)), [true, false]);
});
