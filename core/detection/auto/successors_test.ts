import assert from "node:assert/strict";
import type { Finding } from "../incidents/finding.ts";
import { SourceFrame } from "./source_frame.ts";
import { AlertBudget } from "./alert_budget.ts";
import { successorOf } from "./successors.ts";
import { TemplateWatch } from "./template_watch.ts";
import { ticksFor } from "./ticks.ts";

const MINUTE_MS = 60_000;
const ticks = ticksFor(2000);

/** A message that has had so many lines a minute from one minute to another. */
function watchOf({ fromMinute, untilMinute = 120, perMinute }: {
  readonly fromMinute: number;
  readonly untilMinute?: number;
  readonly perMinute: number;
}): TemplateWatch {
  const watch = new TemplateWatch(0, new SourceFrame("s", { budget: new AlertBudget(1), ticks }));
  for (let minute = fromMinute; minute < untilMinute; minute++) {
    watch.hear(perMinute, { timeMs: minute * MINUTE_MS, tick: minute });
  }
  return watch;
}

/** What successorOf() says; of what is missing this many lines a minute were usual. */
function successor(
  finding: Finding,
  messages: Iterable<readonly [string, TemplateWatch]>,
  { tick = 120, usual = 0 } = {},
): string | undefined {
  return successorOf(finding, new Map(messages), { tick, passed: tick, rateOf: () => usual / MINUTE_MS });
}

/** Forty lines of `old` are missing in the twenty minutes up to the 120th. */
const FINDING: Finding = {
  ...{ kind: "drop", source: "s", template: "old", startMs: 100 * MINUTE_MS, endMs: 120 * MINUTE_MS },
  ...{ actual: 0, expected: 40, lower: 25, upper: 55, perDay: 1e-3, adopted: false },
};

Deno.test("successorOf() is the message that began when another one ceased, with as many lines", () => {
  const messages = new Map([
    ["old", watchOf({ fromMinute: 0, untilMinute: 100, perMinute: 2 })],
    ["usual", watchOf({ fromMinute: 0, perMinute: 2 })],
    ["few", watchOf({ fromMinute: 100, perMinute: 0.5 })],
    ["many", watchOf({ fromMinute: 100, perMinute: 9 })],
    ["new", watchOf({ fromMinute: 99, perMinute: 2 })],
  ]);
  assert.equal(successor(FINDING, messages), "new");
  messages.delete("new");
  assert.equal(successor(FINDING, messages), undefined);
});

Deno.test("successorOf() is asked of too few lines alone, and of a message that comes back, too", () => {
  const back = watchOf({ fromMinute: 0, untilMinute: 10, perMinute: 1 });
  for (let minute = 100; minute < 120; minute++) back.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
  assert.equal(successor(FINDING, [["back", back]], { tick: 2000 }), "back");
  assert.equal(successor({ ...FINDING, actual: 90 }, [["back", back]], { tick: 2000 }), undefined);
});

Deno.test("successorOf() is no message that comes and goes all the time", () => {
  const often = watchOf({ fromMinute: 0, untilMinute: 1, perMinute: 1 });
  for (const fromMinute of [20, 40, 60, 80, 100]) {
    for (let minute = fromMinute; minute < fromMinute + 5; minute++) {
      often.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
    }
  }
  for (let minute = 105; minute < 120; minute++) often.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
  assert.equal(successor(FINDING, [["often", often]]), undefined);
});

Deno.test("successorOf() is no message that is over by then, nor one that came long before", () => {
  for (const [from, until] of [[100, 117], [89, 120]] as const) {
    const other = watchOf({ fromMinute: from, untilMinute: until, perMinute: 2 });
    assert.equal(successor(FINDING, [["other", other]]), undefined);
  }
  assert.equal(successor(FINDING, [["other", watchOf({ fromMinute: 91, perMinute: 2 })]]), "other");
});

Deno.test("successorOf() is no error", () => {
  const failed = new TemplateWatch(0, new SourceFrame("s", { budget: new AlertBudget(1), ticks }));
  for (let minute = 100; minute < 120; minute++) {
    failed.hear(2, { timeMs: minute * MINUTE_MS, tick: minute, isSevere: true });
  }
  assert.equal(successor(FINDING, [["failed", failed]]), undefined);
});

Deno.test("successorOf() holds a message that has a line every few minutes against what was usual of the other one", () => {
  const missing: Finding = { ...FINDING, kind: "missing", startMs: 60 * MINUTE_MS, expected: 10 };
  const slow = new TemplateWatch(0, new SourceFrame("s", { budget: new AlertBudget(1), ticks }));
  for (let minute = 61; minute < 120; minute += 3) slow.hear(1, { timeMs: minute * MINUTE_MS, tick: minute });
  const messages = new Map([["old", watchOf({ fromMinute: 0, untilMinute: 60, perMinute: 1 })], ["slow", slow]]);
  assert.equal(successor(missing, messages, { usual: 0.4 }), "slow");
  assert.equal(successor(missing, messages, { usual: 2 }), undefined);
});
