import assert from "node:assert/strict";
import { AlertBudget } from "./alert_budget.ts";
import { RareWatch } from "./rare_watch.ts";
import { SourceFrame } from "./source_frame.ts";
import { TemplateWatch } from "./template_watch.ts";
import { ticksFor } from "./ticks.ts";

const MINUTE_MS = 60_000, DAY_MS = 86_400_000;

/** What is found of one line after some days without anything rare, at a budget of this many a day. */
function found(
  budget: number,
  line: {
    readonly lastMs: number | null;
    readonly isError?: boolean;
    readonly isFatal?: boolean;
    readonly days?: number;
  },
) {
  const { lastMs, isError = false, isFatal = false, days = 3 } = line;
  const watchedMs = days * DAY_MS;
  const frame = new SourceFrame("s", { budget: new AlertBudget(budget), ticks: ticksFor(2000) });
  frame.declare({ severe: 1, change: 1, size: 1, gap: 1, rare: 2 });
  const watch = new RareWatch(frame);
  for (let endMs = MINUTE_MS; endMs <= watchedMs; endMs += MINUTE_MS) {
    frame.endTick();
    watch.pass(endMs);
  }
  const one = new Map([["t", 1]]), none = new Map<string, number>();
  const heard = { watch: new TemplateWatch(0, frame), arrival: { lastMs, bursts: lastMs === null ? 0 : 1 }, lines: 1 };
  const window = { startMs: watchedMs, endMs: watchedMs + 2000, counts: one, total: 1, isWhole: true };
  watch.hear("t", heard, {
    ...window,
    hosts: none,
    errors: isError ? one : none,
    isNew: () => lastMs === null,
    isFatal: () => isFatal,
  });
  return frame.takeFindings().map(({ kind }) => kind);
}

Deno.test("RareWatch calls a new message, and an error that is back, where a known message that is back is ordinary still", () => {
  assert.deepEqual(found(0.0005, { lastMs: null }), ["pattern"]);
  assert.deepEqual(found(0.0005, { lastMs: DAY_MS, isError: true }), ["returning"]);
  assert.deepEqual(found(0.0005, { lastMs: DAY_MS }), []);
  assert.deepEqual(found(0.005, { lastMs: DAY_MS }), ["returning"]);
});

Deno.test("RareWatch calls the first fatal message of a log that is an hour old, where an error may come by chance", () => {
  const days = 1 / 24;
  assert.deepEqual(found(0.1, { lastMs: null, isError: true, days }), []);
  assert.deepEqual(found(0.1, { lastMs: null, isError: true, isFatal: true, days }), ["pattern"]);
});
