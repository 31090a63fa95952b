import assert from "node:assert/strict";
import fc from "fast-check";
import { formatChance, formatSpan } from "./format_span.ts";

Deno.test("formatSpan() is in the largest unit that fits", () => {
  const spans = [500, 1000, 40_000, 240_000, 9_000_000, 86_400_000, 259_200_000].map(formatSpan);
  assert.deepEqual(spans, ["0.5 s", "1 s", "40 s", "4 min", "2.5 h", "1 day", "3 days"]);
});

Deno.test("formatChance() says how seldom, in words", () => {
  const chances = [12, 1, 1 / 3, 1 / 90, 1 / 370, 1 / 1000, 1e-9].map(formatChance);
  assert.deepEqual(chances, [
    "12 times a day",
    "once a day",
    "once in 3 days",
    "once in 3 months",
    "once a year",
    "once in 3 years",
    "practically never",
  ]);
});

Deno.test("formatChance() never says NaN or Infinity", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (perDay) => {
    assert.doesNotMatch(formatChance(perDay), /NaN|Infinity/);
  }));
});
