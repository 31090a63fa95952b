import assert from "node:assert/strict";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { windowCoverage } from "./window_coverage.ts";

/** An agent's present life: from the middle of window 5 on. */
const SPAN = { sinceMs: 55, watermarkMs: 100 } as SeenHeartbeat;

const CASES: [string, number[], string][] = [
  ["lines before the agent's life", [4, 4, 4], "whole whole whole"],
  ["an end of lines before it", [4, 4, 0, 0, 0, 0, 4], "whole part unknown unknown unknown unknown whole"],
  [
    "a beginning in the middle of a window",
    [4, 4, 4, 4, 4, 4, 4],
    [
      ...Array(5).fill("whole"),
      "part",
      "whole",
    ].join(" "),
  ],
  [
    "silence that an agent covered",
    [4, 4, 4, 4, 4, 4, 0, 0],
    [
      ...Array(5).fill("whole"),
      "part",
      "whole",
      "whole",
    ].join(" "),
  ],
];

for (const [name, totals, expected] of CASES) {
  Deno.test(`windowCoverage() takes ${name} for what it is`, () => {
    const windows = totals.map((total, at) => ({ startMs: at * 10, endMs: at * 10 + 10, total }));
    assert.equal(windowCoverage(windows, [SPAN]).join(" "), expected);
  });
}
