import assert from "node:assert/strict";
import { givenSeconds } from "./given_seconds.ts";

const CASES: [string | number, number | undefined][] = [
  [1_700_000_000, 1_700_000_000],
  ["1700000000.5", 1_700_000_000.5],
  ["1700000000000", 1_700_000_000],
  ["-60", -60],
  ["1e9", 1e9],
  ["2026-01-31T12:00:00Z", 1_769_860_800],
  ["2026-01-31 12:00:00", 1_769_860_800],
  ["", undefined],
  ["now", undefined],
  ["-1h", undefined],
  ["NaN", undefined],
  [Infinity, undefined],
  ["2026-13-01", undefined],
  ["yesterday", undefined],
];
for (const [given, seconds] of CASES) {
  Deno.test(`givenSeconds() reads ${JSON.stringify(given)} as ${seconds}`, () => {
    assert.equal(givenSeconds(given), seconds);
  });
}
