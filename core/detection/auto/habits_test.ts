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

const TICKS: readonly [
  what: string,
  seen: { count: number; most: number },
  count: number,
  usual: number,
  isKnown: boolean,
][] = [
  ["a nightly job by its busiest tick", { count: 100, most: 40 }, 110, 0.1, true],
  ["no three times of all that it was as one tick", { count: 100, most: 20 }, 110, 0.1, false],
  ["one line of what has one a day", { count: 1, most: 1 }, 5, 1 / 1440, true],
  ["a busy time by what was above the usual", { count: 340, most: 340 }, 450, 280, true],
  ["no three times the usual by a fifth more than that", { count: 340, most: 340 }, 820, 280, false],
  ["no line of what has four an hour, which had as many within the half hour", { count: 4, most: 1 }, 5, 4 / 60, false],
];
for (const [what, { count: lines, most }, count, usual, isKnown] of TICKS) {
  Deno.test(`Habits.knowTick() knows ${what}`, () => {
    const habits = new Habits();
    habits.learn(JOB_MS, lines, most);
    assert.equal(habits.knowTick(DAY_MS + JOB_MS, count, usual), isKnown);
  });
}

Deno.test("Habits goes on from a state of before the most in a tick was kept", () => {
  const habits = new Habits();
  habits.learn(JOB_MS, 100);
  const restored = Habits.fromState(habits.toState().map((numbers) => numbers.slice(0, 5)));
  assert.ok(restored.knowTick(DAY_MS + JOB_MS, 250, 0.1));
});
