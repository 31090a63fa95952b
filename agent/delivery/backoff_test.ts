import assert from "node:assert/strict";
import { backoffMs } from "./backoff.ts";

Deno.test("backoffMs() doubles up to 5 s and takes off at most a half", () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 60].map((attempt) => backoffMs(attempt, { random: () => 1 }));
  assert.deepEqual(longest, [100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  assert.equal(backoffMs(7, { random: () => 0 }), 2500);
});

Deno.test("backoffMs() waits as long as the api asks, up to a minute", () => {
  assert.equal(backoffMs(1, { retryAfterMs: 10_000 }), 10_000);
  assert.equal(backoffMs(1, { retryAfterMs: 3_600_000 }), 60_000);
});
