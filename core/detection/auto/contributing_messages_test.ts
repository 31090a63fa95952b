import assert from "node:assert/strict";
import { contributorsTo, type WholeChange } from "./contributing_messages.ts";
import { SourcePools } from "./source_pools.ts";
import { TemplateWatch } from "./template_watch.ts";
import { ticksFor } from "./ticks.ts";

const MINUTE_MS = 60_000;
const ticks = ticksFor(MINUTE_MS);

/** A message that has this many lines a minute for an hour, and then others. */
function message(usual: number, ...then: number[]): TemplateWatch {
  const watch = new TemplateWatch(0, { pools: new SourcePools(), ticks });
  [...Array.from({ length: 60 }, () => usual), ...then].forEach((lines, minute) => {
    if (lines > 0) watch.hear(lines, { timeMs: minute * MINUTE_MS, tick: minute });
    if (minute < 60) watch.level.learn(lines, 100);
  });
  return watch;
}

const CHANGE: WholeChange = {
  startMs: 60 * MINUTE_MS,
  endMs: 62 * MINUTE_MS,
  isRise: true,
  usual: 100,
  tickMs: MINUTE_MS,
  firstTick: 60,
};

Deno.test("contributorsTo() names what a rise is made of, the most first, and no message that is as usual", () => {
  const messages = new Map([["usual", message(50, 50, 50)], ["up", message(5, 60, 60)], ["new", message(0, 200, 100)]]);
  const found = contributorsTo(CHANGE, messages);
  assert.deepEqual(found.map(({ template, actual }) => [template, actual]), [["new", 300], ["up", 120]]);
  assert.ok(Math.abs(found[1]!.expected - 10) < 1, `${found[1]!.expected}`);
});

Deno.test("contributorsTo() names what is lacking in a drop", () => {
  const messages = new Map([["gone", message(50)], ["less", message(40, 10, 10)], ["usual", message(5, 5, 5)]]);
  const found = contributorsTo({ ...CHANGE, isRise: false }, messages);
  assert.deepEqual(found.map(({ template, actual }) => [template, actual]), [["gone", 0], ["less", 20]]);
});

Deno.test("contributorsTo() names five messages at most, each with a twentieth of the change or more", () => {
  const many = new Map(Array.from({ length: 30 }, (_, index) => [`t${index}`, message(1, 30, 30)] as const));
  assert.equal(contributorsTo(CHANGE, many).length, 0);
  const few = new Map([...many].slice(0, 8));
  assert.equal(contributorsTo(CHANGE, few).length, 5);
});

Deno.test("contributorsTo() expects nothing of a message that came first with the rise, though it is learned already", () => {
  const flood = new TemplateWatch(60, { pools: new SourcePools(), ticks });
  flood.hear(300, { timeMs: 60 * MINUTE_MS, tick: 60 });
  flood.level.learn(300, 100);
  const found = contributorsTo(CHANGE, new Map([["new", flood], ["up", message(5, 60, 60)]]));
  assert.deepEqual(found[0], { template: "new", actual: 300, expected: 0, spanMs: 2 * MINUTE_MS });
});

Deno.test("contributorsTo() expects no more of a message than of all together: errors of an outage that is over are not usual", () => {
  const errors = new Map([["failed", message(5, 4, 1)]]);
  assert.deepEqual(contributorsTo(CHANGE, errors), []);
  const [failed] = contributorsTo({ ...CHANGE, most: 0.1 / MINUTE_MS }, errors);
  assert.deepEqual([failed!.template, failed!.actual], ["failed", 5]);
});

Deno.test("contributorsTo() expects of all messages no more than of all lines, and nothing of the time before the log", () => {
  const messages = new Map([["a", message(60, 90, 90)], ["b", message(60, 90, 90)]]);
  const found = contributorsTo({ ...CHANGE, usual: 20 }, messages);
  assert.ok(Math.abs(found.reduce((sum, { expected }) => sum + expected, 0) - 40) < 1e-9);
  const [young] = contributorsTo({ ...CHANGE, endMs: 60.5 * MINUTE_MS, begunMs: 60.25 * MINUTE_MS }, messages);
  assert.equal(young!.spanMs, 0.25 * MINUTE_MS);
});
