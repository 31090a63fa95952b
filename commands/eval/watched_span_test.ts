import assert from "node:assert/strict";
import { watchedSpan } from "./watched_span.ts";

const COUNTED = { firstMs: 1_000, lastMs: 9_000 };

for (
  const [what, firstLive, span] of [
    ["since the first line that came live, and not of the past", [7_000, 6_000, null], 3_000],
    ["nothing where no line has come live", [null], 0],
    ["no longer than was counted", [500], 8_000],
    ["all that was counted where no agent is known", [], 8_000],
  ] as const
) {
  Deno.test(`watchedSpan() is ${what}`, () => {
    assert.equal(watchedSpan(firstLive.map((firstLiveMs) => ({ firstLiveMs })), COUNTED), span);
  });
}

Deno.test("watchedSpan() is nothing where nothing was counted", () => {
  assert.equal(watchedSpan([], { firstMs: null, lastMs: null }), 0);
});
