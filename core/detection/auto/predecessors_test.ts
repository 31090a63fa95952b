import assert from "node:assert/strict";
import type { Finding } from "../incidents/finding.ts";
import { AlertBudget } from "./alert_budget.ts";
import { predecessorOf } from "./predecessors.ts";
import { SourceFrame } from "./source_frame.ts";
import { TemplateWatch } from "./template_watch.ts";
import { ticksFor } from "./ticks.ts";

const MINUTE_MS = 60_000;
/** Lines a minute of all messages while they come. */
const PER_MINUTE = 2;
const NOW = 120;

/** A message that has lines in each of these minutes. */
function watchOf(minutes: readonly number[], { isSevere = false } = {}): TemplateWatch {
  const watch = new TemplateWatch(0, new SourceFrame("s", { budget: new AlertBudget(1), ticks: ticksFor(2000) }));
  for (const minute of minutes) {
    watch.hear(PER_MINUTE, { timeMs: minute * MINUTE_MS, tick: minute, isSevere });
    watch.silence.hear({ tick: minute, passed: minute * PER_MINUTE });
  }
  return watch;
}

/** Each `every`-th minute from one to another. */
function minutes(from: number, until: number, every = 1): number[] {
  return Array.from({ length: Math.ceil((until - from) / every) }, (_, i) => from + i * every);
}

/** What predecessorOf() says of more lines of `new`, which came in the 105th minute, beside another message, of which `usual` lines a minute are expected. */
function predecessor(
  old: TemplateWatch,
  { came = watchOf(minutes(105, NOW)), usual = PER_MINUTE, actual = 30 } = {},
): string | undefined {
  const finding: Finding = {
    ...{ kind: "pattern", source: "s", template: "new", startMs: 105 * MINUTE_MS, endMs: NOW * MINUTE_MS },
    ...{ actual, expected: 1, lower: 0, upper: 3, perDay: 1e-3, adopted: false },
  };
  const now = { tick: NOW, passed: NOW * PER_MINUTE, rateOf: () => usual / MINUTE_MS };
  return predecessorOf(finding, new Map([["old", old], ["new", came]]), now);
}

Deno.test("predecessorOf() is the message that fell silent as another one came, with as many lines", () => {
  assert.equal(predecessor(watchOf(minutes(0, 105))), "old");
  assert.equal(predecessor(watchOf(minutes(0, 109))), "old");
  assert.equal(predecessor(watchOf(minutes(0, 105)), { usual: 9 }), undefined);
});

Deno.test("predecessorOf() is no message that goes on beside the other, nor one that was silent before", () => {
  assert.equal(predecessor(watchOf(minutes(0, NOW))), undefined);
  assert.equal(predecessor(watchOf(minutes(0, 117))), undefined);
  assert.equal(predecessor(watchOf(minutes(0, 90))), undefined);
});

Deno.test("predecessorOf() is told of five lines that are missing, and not before", () => {
  const old = watchOf(minutes(0, 117)), came = watchOf(minutes(117, NOW));
  assert.equal(predecessor(old, { came, usual: 1.8 }), "old");
  assert.equal(predecessor(old, { came, usual: 1.5 }), undefined);
});

Deno.test("predecessorOf() is no message that rests as long at other times", () => {
  const rests = minutes(0, 105, 21).flatMap((from) => minutes(from, from + 4));
  assert.equal(predecessor(watchOf([...rests, 104])), undefined);
});

Deno.test("predecessorOf() is asked of more lines alone, and of no error", () => {
  const old = watchOf(minutes(0, 105));
  assert.equal(predecessor(old, { actual: 0 }), undefined);
  assert.equal(predecessor(old, { came: watchOf(minutes(105, NOW), { isSevere: true }) }), undefined);
});
