import assert from "node:assert/strict";
import { EmptyRuns } from "./empty_runs.ts";
import { ticksFor } from "./ticks.ts";

const TICKS = ticksFor(60_000);

/** A source that was watched for a day, with such empty runs. */
function runsOf(...runs: number[]): EmptyRuns {
  const source = new EmptyRuns(TICKS);
  for (let tick = 0; tick < TICKS.perDay; tick++) source.pass({ isEmpty: false, isOfErrors: false });
  runs.forEach((expected) => source.learn(expected));
  return source;
}

Deno.test("EmptyRuns of a source that never was empty: four minutes without 30 lines each are news, one line that is due is not", () => {
  const source = runsOf();
  assert.ok(source.perDay(120) < 1e-3);
  assert.ok(source.perDay(1) > 0.05);
});

Deno.test("EmptyRuns as long as those that were are usual, and those that are much longer are not", () => {
  const source = runsOf(...Array.from({ length: 40 }, (_, i) => i % 10));
  assert.ok(source.perDay(5) > 1);
  assert.ok(source.perDay(200) < 1e-3);
});

Deno.test("EmptyRuns.perDay() falls with the length, and one long run among few makes the like usual", () => {
  const perDays = [1, 10, 100, 1000].map((expected) => runsOf(2, 3).perDay(expected));
  assert.deepEqual(perDays, perDays.toSorted((a, b) => b - a));
  assert.ok(runsOf(300).perDay(200) > 0.5);
});

Deno.test("EmptyRuns of a log that begins with an outage of minutes, and is silent ever after, are no news", () => {
  const source = new EmptyRuns(TICKS);
  for (let tick = 0; tick < TICKS.perDay; tick++) source.pass({ isEmpty: tick >= 3, isOfErrors: false });
  assert.equal(source.perDay(300), Infinity);
});

Deno.test("EmptyRuns of a log that has hardly anything but errors are good news", () => {
  const errors = new EmptyRuns(TICKS), mixed = new EmptyRuns(TICKS);
  for (let tick = 0; tick < TICKS.perDay; tick++) {
    errors.pass({ isEmpty: false, isOfErrors: tick % 20 > 0 });
    mixed.pass({ isEmpty: false, isOfErrors: tick < 300 });
  }
  assert.deepEqual([errors.isOfErrors, mixed.isOfErrors], [true, false]);
  assert.equal(errors.perDay(300), Infinity);
  assert.ok(mixed.perDay(300) < 1e-3);
});

Deno.test("EmptyRuns goes on from its state", () => {
  const source = runsOf(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const restored = new EmptyRuns(TICKS, JSON.parse(JSON.stringify(source.toState())));
  assert.equal(restored.perDay(20), source.perDay(20));
});
