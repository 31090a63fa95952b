import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import { AutoDetector } from "./auto_detector.ts";
import { autoRun } from "./auto_run.ts";
import { DAY_MS } from "./clock_of_day.ts";
import { calls, HOUR_MS, MadeUpSource, MINUTE_MS, type Rates } from "./testing/made_up_source.ts";

const windowMs = 10_000;
const bell = (hour: number, at: number) => Math.exp(-((hour - at) ** 2) / 6);

/** Office hours: a hundred times the night's traffic, and off by a sixth now and then. */
function ofDay(timeMs: number): number {
  const hour = timeMs % DAY_MS / HOUR_MS;
  const off = 1 + 0.1 * Math.sin(timeMs / (3.7 * HOUR_MS)) + 0.06 * Math.sin(timeMs / (1.3 * HOUR_MS));
  return off * (0.04 + bell(hour, 10.5) + 0.9 * bell(hour, 15));
}

/** The same with a weekend at a quarter, evenly from Friday night on. */
function ofWeek(timeMs: number): number {
  const day = Math.floor(timeMs / DAY_MS) % 7, hour = timeMs % DAY_MS / HOUR_MS;
  return day < 5 ? ofDay(timeMs) : 0.3 * (0.4 + 0.6 * Math.exp(-((hour - 14) ** 2) / 30));
}

function rates(linesPerSecond: number): Rates {
  return { a: 0.5 * linesPerSecond, b: 0.3 * linesPerSecond, c: 0.15 * linesPerSecond, d: 0.05 * linesPerSecond };
}

/** Days in which a log is got to know: its first morning is a spike, and its first weekend a surprise. */
const LEARNED_DAYS = 8;

/** What is opened of `days` of a log after its first eight, and where its traffic is multiplied for 45 minutes after them. */
function opened(
  course: (timeMs: number) => number,
  { days, busiest = 40, change = 1 }: { days: number; busiest?: number; change?: number },
): string[] {
  const detector = new AutoDetector("app.log", autoRun({ ...DETECTION_DEFAULTS, windowMs }), { fromMs: 0 });
  const source = new MadeUpSource({ windowMs });
  const feed = (untilMs: number, times = 1): string[] => {
    const outcomes = source.feed(detector, untilMs, (timeMs) => rates(busiest * times * course(timeMs)));
    return calls(outcomes).filter((call) => call.startsWith("opened"));
  };
  feed(LEARNED_DAYS * DAY_MS);
  return [...feed(days * DAY_MS), ...feed(days * DAY_MS + 45 * MINUTE_MS, change)];
}

for (const change of [2, 0.5]) {
  Deno.test(`Even traffic that comes to ${change} times as much within four hours is called`, () => {
    const startMs = 9 * DAY_MS, part = (timeMs: number) => Math.max(0, (timeMs - startMs) / (4 * HOUR_MS));
    const calls = opened((timeMs) => 0.1 * change ** part(timeMs), { days: 9 + 4 / 24 });
    assert.match(calls.join(), change > 1 ? /^opened (rise|spike) \*/ : /^opened drop \*/);
  });
}

for (const hour of [1, 3, 5]) {
  Deno.test(`A drop to a quarter at ${hour} in the night is called, though days are wrong by more lines than a night has`, () => {
    assert.deepEqual(opened(ofDay, { days: 10 + hour / 24, change: 0.25 }), ["opened drop *"]);
  });
}

for (const hour of [3, 14]) {
  Deno.test(`A drop to a quarter on a Thursday at ${hour} is called, though weekends are no days like others`, () => {
    const calls = opened(ofWeek, { days: 24 + hour / 24, change: 0.25 });
    assert.ok(calls.includes("opened drop *"), calls.join());
  });
}

Deno.test("A weekend is no incident once there was one, and neither is the Monday after it", () => {
  assert.deepEqual(opened(ofWeek, { days: 16, busiest: 4 }), []);
});
