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

Deno.test("TrafficLevel goes on from its state", () => {
  const level = learned(1.3);
  const restored = TrafficLevel.fromState(JSON.parse(JSON.stringify(level.toState())), 60);
  for (let timeMs = 1.3 * DAY_MS; timeMs < 2 * DAY_MS; timeMs += MINUTE_MS) {
    assert.equal(restored.at(timeMs), level.at(timeMs));
    for (const each of [level, restored]) each.learn(timeMs, course(timeMs));
  }
});
