import assert from "node:assert/strict";
import { DAY_MS } from "./clock_of_day.ts";
import { TrafficLevel } from "./traffic_level.ts";

const MINUTE_MS = 60_000;
const course = (timeMs: number) => timeMs % DAY_MS < DAY_MS / 2 ? 20 : 100;

function learned(days: number): TrafficLevel {
  const level = new TrafficLevel(60);
  for (let timeMs = 0; timeMs < days * DAY_MS; timeMs += MINUTE_MS) level.learn(timeMs, course(timeMs));
  return level;
}

Deno.test("TrafficLevel is the mean of the last hour while no day is known", () => {
  const level = learned(0.25);
  assert.equal(level.knowsDay(0.25 * DAY_MS), false);
  assert.ok(Math.abs(level.at(0.25 * DAY_MS) - 20) < 0.1);
});

Deno.test("TrafficLevel knows the course of the day the next day, and what is usual at another time", () => {
  const level = learned(2);
  for (const hour of [3, 9, 15, 21]) {
    const timeMs = 2 * DAY_MS + hour * 3_600_000;
    assert.ok(level.knowsDay(timeMs));
    const ratio = level.at(timeMs) / course(timeMs);
    assert.ok(ratio > 0.5 && ratio < 2, `${ratio} at ${hour}`);
  }
  assert.ok(level.isUsualAtAnotherTime(100));
  assert.ok(!level.isUsualAtAnotherTime(400));
});

Deno.test("TrafficLevel takes a lasting change by its scale", () => {
  const level = learned(2);
  const before = level.at(2.1 * DAY_MS);
  level.scale = 3;
  assert.ok(Math.abs(level.at(2.1 * DAY_MS) / before - 3) < 1e-9);
});

/** Weekdays as {@linkcode course}, a weekend at a fifth. */
const weekly = (timeMs: number) => course(timeMs) * (Math.floor(timeMs / DAY_MS) % 7 < 5 ? 1 : 0.2);

function watched(days: number, count = weekly): TrafficLevel {
  const level = new TrafficLevel(60);
  for (let timeMs = 0; timeMs < days * DAY_MS; timeMs += MINUTE_MS) {
    level.learn(timeMs, count(timeMs));
    level.pass(timeMs, count(timeMs), 1);
  }
  return level;
}

Deno.test("TrafficLevel foretells a weekend by the last one, and the course of the day beside it", () => {
  // Past the night's change: it is told from Friday by the course of the day, from last Saturday by the week.
  const at = 12.6 * DAY_MS;
  const level = watched(12.6);
  const { expected, otherwise } = level.foretell(at);
  assert.ok(Math.abs(expected - 20) < 2, `${expected}`);
  assert.ok(otherwise > 30, `${otherwise}`);
  assert.equal(level.at(at), expected);
});

Deno.test("TrafficLevel takes last week's outage for no course of the week", () => {
  const outage = (timeMs: number) => timeMs > 2.5 * DAY_MS && timeMs < 2.6 * DAY_MS ? 1 : course(timeMs);
  const { expected } = watched(9.55, outage).foretell(9.55 * DAY_MS);
  assert.ok(Math.abs(expected - 100) < 20, `${expected}`);
});

Deno.test("TrafficLevel goes on from its state, and from one of before a week was remembered", () => {
  const level = watched(9.3), state = level.toState();
  const restored = TrafficLevel.fromState(JSON.parse(JSON.stringify(state)), 60);
  for (let timeMs = 9.3 * DAY_MS; timeMs < 13 * DAY_MS; timeMs += MINUTE_MS) {
    assert.deepEqual(restored.foretell(timeMs), level.foretell(timeMs));
    for (const each of [level, restored]) {
      each.learn(timeMs, weekly(timeMs));
      each.pass(timeMs, weekly(timeMs), 1);
    }
  }
  const { numbers, profile } = state;
  const older = TrafficLevel.fromState(JSON.parse(JSON.stringify({ numbers, profile })), 60);
  assert.ok(Math.abs(older.at(9.7 * DAY_MS) - 100) < 20);
});

Deno.test("TrafficLevel is moved by the last hour as far as hours have moved it before", () => {
  const even = () => 100, wavy = (timeMs: number) => 100 * Math.exp(0.3 * Math.sin(timeMs / 5e7));
  const [steady, moving] = [even, wavy].map((count) => {
    const level = watched(6, count);
    const until = 6 * DAY_MS + 3 * 3_600_000;
    for (let timeMs = 6 * DAY_MS; timeMs < until; timeMs += MINUTE_MS) level.learn(timeMs, 200);
    return level.at(until);
  });
  assert.ok(steady! < 125, `${steady}`);
  assert.ok(moving! > 135, `${moving}`);
});

Deno.test("TrafficLevel stays finite and about the traffic where a tick is longer than an hour", () => {
  const level = new TrafficLevel(0.25);
  for (let timeMs = 0; timeMs < 20 * DAY_MS; timeMs += 4 * 3_600_000) {
    level.learn(timeMs, 24_000);
    level.pass(timeMs, 24_000, 1);
    assert.ok(Math.abs(level.at(timeMs + 4 * 3_600_000) / 24_000 - 1) < 0.5, `${level.at(timeMs + 4 * 3_600_000)}`);
  }
});
