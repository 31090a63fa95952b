import assert from "node:assert/strict";
import { formatRate, formatRates } from "./format_rate.ts";

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

for (
  const [lines, texts] of [
    [[8, 36], ["4/min", "18/min"]],
    [[12_000, 2], ["100/s", "0/s"]],
    [[0, 0.8], ["0/min", "0.4/min"]],
    [[0, 0], ["0/s", "0/s"]],
  ] as const
) {
  Deno.test(`formatRates() says of ${lines.join(" and ")} lines in two minutes: ${texts.join(", ")}`, () => {
    assert.deepEqual(formatRates(lines, 120_000), texts);
  });
}
