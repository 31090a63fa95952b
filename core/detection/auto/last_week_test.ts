import assert from "node:assert/strict";
import { DAY_MS } from "./clock_of_day.ts";
import { LastWeek } from "./last_week.ts";

const MINUTE_MS = 60_000;
/** Five days of 100 lines a minute, two of 20. */
const course = (timeMs: number) => Math.floor(timeMs / DAY_MS) % 7 < 5 ? 100 : 20;

function passed(days: number, count: (timeMs: number) => number | null): LastWeek {
  const week = new LastWeek();
  for (let timeMs = 0; timeMs < days * DAY_MS; timeMs += MINUTE_MS) {
    const lines = count(timeMs);
    if (lines !== null) week.pass(timeMs, lines);
  }
  return week;
}

Deno.test("LastWeek tells a weekend from the second week on, and nothing before", () => {
  assert.equal(passed(6, course).at(6.5 * DAY_MS), null);
  const week = passed(11, course);
  assert.equal(week.at(11.5 * DAY_MS), 100);
  assert.equal(week.at(12.5 * DAY_MS), 20);
  assert.equal(week.at(18.5 * DAY_MS), null, "of a time that is more than a week ahead nothing is known");
});

Deno.test("LastWeek compares a log that has doubled with itself", () => {
  const week = passed(11, (timeMs) => course(timeMs) * (timeMs < 9 * DAY_MS ? 1 : 2));
  assert.equal(week.at(12.5 * DAY_MS), 40);
});

Deno.test("LastWeek is never moved by more than four times", () => {
  const week = passed(11, (timeMs) => course(timeMs) * (timeMs < 9 * DAY_MS ? 1 : 1000));
  assert.equal(week.at(12.5 * DAY_MS), 80);
});

Deno.test("LastWeek goes evenly from one quarter of an hour to the next", () => {
  const week = passed(9, (timeMs) => Math.floor(timeMs / 900_000) % 2 === 0 ? 10 : 30);
  const startMs = 9 * DAY_MS;
  assert.deepEqual([7.5, 15, 22.5].map((minutes) => week.at(startMs + minutes * MINUTE_MS)), [10, 20, 30]);
});

Deno.test("LastWeek knows nothing of times that were not watched", () => {
  const week = passed(11, (timeMs) => timeMs > 5 * DAY_MS && timeMs < 5.5 * DAY_MS ? null : course(timeMs));
  assert.equal(week.at(12.25 * DAY_MS), null);
  assert.equal(week.at(12.75 * DAY_MS), 20);
});

Deno.test("LastWeek passes over ticks that come late, and a gap of years", () => {
  const week = passed(11, course);
  week.pass(3 * DAY_MS, 1e9);
  assert.equal(week.at(12.5 * DAY_MS), 20);
  week.pass(2000 * DAY_MS, 5);
  week.pass(2000.1 * DAY_MS, 5);
  assert.equal(week.at(2007 * DAY_MS), null);
  assert.ok(week.toState().means.length <= 768);
});

Deno.test("LastWeek goes on from its state", () => {
  const week = passed(10.003, course);
  const restored = LastWeek.fromState(JSON.parse(JSON.stringify(week.toState())));
  for (let timeMs = 10.003 * DAY_MS; timeMs < 11 * DAY_MS; timeMs += MINUTE_MS) {
    for (const each of [week, restored]) each.pass(timeMs, course(timeMs));
    assert.equal(restored.at(timeMs), week.at(timeMs));
  }
});
