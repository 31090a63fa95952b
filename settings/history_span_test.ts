import assert from "node:assert/strict";
import { HISTORY_FORM, historySpanMs } from "./history_span.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

for (
  const [history, retentionMs, spanMs] of [
    ["none", 30 * DAY_MS, 0],
    ["auto", 30 * DAY_MS, 30 * DAY_MS - HOUR_MS],
    ["7d", 30 * DAY_MS, 7 * DAY_MS],
    ["1.5h", 30 * DAY_MS, 1.5 * HOUR_MS],
    ["60d", 30 * DAY_MS, 30 * DAY_MS - HOUR_MS],
    ["auto", HOUR_MS, 0],
  ] as const
) {
  Deno.test(`historySpanMs() of "${history}" within ${retentionMs} ms is ${spanMs} ms`, () => {
    assert.match(history, HISTORY_FORM);
    assert.equal(historySpanMs(history, retentionMs), spanMs);
  });
}

Deno.test("HISTORY_FORM refuses what is no span", () => {
  for (const text of ["", "all", "7", "7x", "-1d", "d"]) assert.doesNotMatch(text, HISTORY_FORM);
});
