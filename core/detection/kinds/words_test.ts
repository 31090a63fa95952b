import assert from "node:assert/strict";
import { timesUsual } from "./words.ts";

for (
  const [actual, expected, text] of [
    [402, 100, "4x the usual"],
    [20_060, 1_000, "20.1x the usual"],
    [1_200, 3, ">100x the usual"],
    [450, 0, ">100x the usual"],
  ] as const
) {
  Deno.test(`timesUsual() says of ${actual} for ${expected}: ${text}`, () => {
    assert.equal(timesUsual({ actual, expected }), text);
  });
}
