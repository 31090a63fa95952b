import assert from "node:assert/strict";
import { RowInterval } from "./row_interval.ts";

const cases: [string, number[], number][] = [
  ["a minute before it is known", [100], 60],
  ["the gap of two rows", [0, 300], 300],
  ["the usual gap, whatever is missing", [0, 300, 600, 9_000, 9_300, 9_600], 300],
  ["nothing of repeated times and of ones out of order", [0, 300, 300, 0, 300, 600], 300],
];
for (const [name, times, expected] of cases) {
  Deno.test(`RowInterval.step() gives ${name}`, () => {
    const interval = new RowInterval();
    assert.equal(times.map((time) => interval.step(time)).at(-1), expected);
  });
}
