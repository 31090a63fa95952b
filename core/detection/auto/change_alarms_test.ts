import assert from "node:assert/strict";
import { AlertBudget } from "./alert_budget.ts";
import { ChangeAlarms } from "./change_alarms.ts";
import { ERROR_LINES } from "./change_meaning.ts";
import { ChangeWatch } from "./change_watch.ts";
import { SourceFrame } from "./source_frame.ts";
import { ticksFor } from "./ticks.ts";
import { TrafficLevel } from "./traffic_level.ts";

const ticks = ticksFor(2_000);

/** Whether a burst of so many lines of a message that usually has so many is ordinary, in a log that has had 40 a tick for so many hours. */
function isBurst(count: number, expected: number, { hours = 1, series = "a" } = {}): boolean {
  const frame = new SourceFrame("s", { budget: new AlertBudget(1), ticks, tick: hours * ticks.perHour });
  const { pools: { peaks } } = frame, level = new TrafficLevel(ticks.perHour);
  for (let tick = 0; tick < 60; tick++) level.learn(tick * ticks.ms, 40);
  const around = { messages: [], traffic: new ChangeWatch(peaks, ticks), level, tick: { lines: count } };
  const tick = { timeMs: 3_600_000, count, expected };
  return new ChangeAlarms(frame, around).isBurst(series, new ChangeWatch(peaks, ticks), tick);
}

Deno.test("ChangeAlarms.isBurst() takes a job for ordinary on a log's first day, but no flood and no message that is most of the log", () => {
  assert.deepEqual([isBurst(90, 2), isBurst(130, 2)], [true, false], "at most three times the log");
  assert.deepEqual([isBurst(90, 19), isBurst(90, 21)], [true, false]);
  assert.deepEqual([isBurst(90, 2, { hours: 25 }), isBurst(90, 2, { series: ERROR_LINES })], [false, false]);
});
