import assert from "node:assert/strict";
import { Chalk } from "chalk";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { detectorLines } from "./detector_lines.ts";
import { formatTime } from "./format_time.ts";

const PLAIN = new Chalk({ level: 0 });
const START_MS = Date.parse("2026-01-01T10:00:00Z");
const WINDOW = { source: "app", windowStartMs: START_MS, windowMs: 2_000 };
const END = formatTime(START_MS + 2_000);

const PROGRESS: readonly (readonly [DetectorEvent, string])[] = [
  [
    {
      kind: "learning",
      source: "app",
      windowStartMs: 0,
      windows: 3,
      of: 5,
      actual: 200,
      windowMs: 2_000,
      templates: 7,
    },
    "app  learning  data points 3/5  traffic 100/s  templates 7",
  ],
  [
    { kind: "established", source: "app", mean: 201, stddev: 3, windowMs: 2_000, knownTemplates: 7, pending: [] },
    "app  BASELINE ESTABLISHED  mean 100.5/s  standard deviation 1.5/s  known templates 7",
  ],
  [
    { kind: "window", ...WINDOW, actual: 5_000, expected: 200, threshold: 240, anomalous: true },
    `${END}  app  traffic 2,500/s  threshold 120/s  baseline 100/s  ANOMALY`,
  ],
  [
    { kind: "window", ...WINDOW, actual: 0, expected: 200, threshold: 240, anomalous: false },
    `${END}  app  traffic 0/s  threshold 120/s  baseline 100/s  normal`,
  ],
  [
    { kind: "pastLearned", source: "app", pastMs: 7 * 86_400_000 },
    "app  learned from 7 days of history, first window to come",
  ],
  [{ kind: "caughtUp", source: "app", windows: 12 }, "app  caught up with 12 windows"],
];

for (const [event, line] of PROGRESS) {
  Deno.test(`detectorLines() says, unless quiet: ${line}`, () => {
    assert.equal(detectorLines(event, { palette: PLAIN, quiet: false, columns: null }), line);
    assert.equal(detectorLines(event, { palette: PLAIN, quiet: true, columns: null }), null);
  });
}

Deno.test("detectorLines() says what is wrong, and that it is over, even when quiet", () => {
  const quiet = { palette: PLAIN, quiet: true, columns: null };
  assert.equal(detectorLines({ kind: "problem", message: "store away" }, quiet), "detector: store away");
  assert.equal(detectorLines({ kind: "recovered" }, quiet), "detector: the store is reachable again");
});
