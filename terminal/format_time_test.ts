import assert from "node:assert/strict";
import { formatDateTime, formatSeconds, formatTime, formatUtc } from "./format_time.ts";

const LOCAL_MS = new Date(2026, 2, 1, 4, 3, 22).getTime();

Deno.test("formatTime() and formatDateTime() are local time, to the second", () => {
  assert.equal(formatTime(LOCAL_MS), "04:03:22");
  assert.equal(formatDateTime(LOCAL_MS + 999), "2026-03-01 04:03:22");
});

Deno.test("formatSeconds() has one decimal where it is needed, none above 1,000 s", () => {
  assert.deepEqual([0, 400, 2_000, 61_250, 1_234_567].map(formatSeconds), ["0 s", "0.4 s", "2 s", "61.3 s", "1,235 s"]);
});

Deno.test("formatUtc() is UTC, to the second", () => {
  assert.equal(formatUtc(Date.UTC(2026, 2, 1, 4, 3, 22, 999)), "2026-03-01 04:03:22");
});
