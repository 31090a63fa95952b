import assert from "node:assert/strict";
import { parseTime } from "./parse_time.ts";

const NOW = Date.UTC(2026, 0, 31, 12);

const ACCEPTED: readonly (readonly [string, number])[] = [
  ["now", NOW],
  ["0", 0],
  ["1769860800000", 1769860800000],
  ["-90s", NOW - 90_000],
  ["-1h", NOW - 3_600_000],
  ["-7d", NOW - 7 * 86_400_000],
  ["-250ms", NOW - 250],
  ["2026-01-31", Date.UTC(2026, 0, 31)],
  ["2026-01-31T12:00:00", NOW],
  ["2026-01-31 12:00", NOW],
  ["2026-01-31T12:00:00.5Z", NOW + 500],
  ["2026-01-31T13:00:00+01:00", NOW],
  ["2026-01-31T13:00:00 01:00", NOW],
];

for (const [text, timeMs] of ACCEPTED) {
  Deno.test(`parseTime() reads "${text}"`, () => assert.equal(parseTime(text, NOW), timeMs));
}

for (
  const text of ["", "yesterday", "1h", "-1y", "-h", "2026-1", "2026-13-01", "1e3", "12:00", "99999999999999999", "NaN"]
) {
  Deno.test(`parseTime() refuses "${text}"`, () => assert.equal(parseTime(text, NOW), null));
}
