import assert from "node:assert/strict";
import { durationMs } from "./duration.ts";

const READ: readonly [string, number][] = [
  ["0s", 0],
  ["500ms", 500],
  ["2s", 2_000],
  ["0.1s", 100],
  ["1.5h", 5_400_000],
  ["30d", 2_592_000_000],
  ["2w", 1_209_600_000],
  ["999999999999w", 999_999_999_999 * 604_800_000],
];

for (const [text, ms] of READ) {
  Deno.test(`durationMs() reads "${text}"`, () => assert.equal(durationMs(text), ms));
}

for (
  const text of ["", "2", "s", "-2s", "2 s", "2S", "2y", "1.s", ".5s", "0.5ms", "1e3s", "2s2s", "9".repeat(13) + "s"]
) {
  Deno.test(`durationMs() refuses "${text}"`, () => assert.equal(durationMs(text), null));
}
