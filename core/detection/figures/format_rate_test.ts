import assert from "node:assert/strict";
import { formatRate } from "./format_rate.ts";

for (
  const [lines, windowMs, text] of [
    [200.6, 2000, "100.3/s"],
    [2408, 2000, "1,204/s"],
    [1, 10_000, "0.1/s"],
    [1, 20_000, "3/min"],
    [7, 600_000, "0.7/min"],
    [4, 3_600_000, "4/h"],
    [1, 7_200_000, "0/s"],
    [1, 86_400_000, "0/s"],
    [0, 2000, "0/s"],
  ] as const
) {
  Deno.test(`formatRate() says of ${lines} lines in ${windowMs} ms: ${text}`, () => {
    assert.equal(formatRate(lines, windowMs), text);
  });
}
