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
  assert.equal(successorOf(FINDING, messages, 120), "new");
  messages.delete("new");
  assert.equal(successorOf(FINDING, messages, 120), undefined);
});

Deno.test("successorOf() is asked of too few lines alone, and of a message that comes back, too", () => {
  const back = watchOf({ fromMinute: 0, untilMinute: 10, perMinute: 1 });
  for (let minute = 100; minute < 120; minute++) back.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
  assert.equal(successorOf(FINDING, [["back", back]], 2000), "back");
  assert.equal(successorOf({ ...FINDING, actual: 90 }, [["back", back]], 2000), undefined);
});

Deno.test("successorOf() is no message that comes and goes all the time", () => {
  const often = watchOf({ fromMinute: 0, untilMinute: 1, perMinute: 1 });
  for (const fromMinute of [20, 40, 60, 80, 100]) {
    for (let minute = fromMinute; minute < fromMinute + 5; minute++) {
      often.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
    }
  }
  for (let minute = 105; minute < 120; minute++) often.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
  assert.equal(successorOf(FINDING, [["often", often]], 120), undefined);
});
