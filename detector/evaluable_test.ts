import assert from "node:assert/strict";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { evaluable } from "./evaluable.ts";

/** An agent's present life: from the middle of window 5 on. */
const SPAN = { sinceMs: 55, watermarkMs: 100 } as SeenHeartbeat;

const CASES: [string, number[], string][] = [
  ["lines before the agent's life", [4, 4, 4], "complete complete complete"],
  ["an end of lines before it", [4, 4, 0, 0, 0, 0, 4], "complete partial unknown unknown unknown unknown complete"],
  [
    "a beginning in the middle of a window",
    [4, 4, 4, 4, 4, 4, 4],
    [
      ...Array(5).fill("complete"),
      "partial",
      "complete",
    ].join(" "),
  ],
  [
    "silence that an agent covered",
    [4, 4, 4, 4, 4, 4, 0, 0],
    [
      ...Array(5).fill("complete"),
      "partial",
      "complete",
      "complete",
    ].join(" "),
  ],
];

for (const [name, totals, expected] of CASES) {
  Deno.test(`evaluable() takes ${name} for what it is`, () => {
    const windows = totals.map((total, at) => ({ startMs: at * 10, counts: new Map(), total }));
    const said = evaluable(windows, [SPAN], 10).map(({ isUnknown, complete }) =>
      isUnknown ? "unknown" : complete ? "complete" : "partial"
    );
    assert.equal(said.join(" "), expected);
  });
}
