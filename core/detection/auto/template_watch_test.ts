import assert from "node:assert/strict";
import { SourcePools } from "./source_pools.ts";
import { TemplateWatch } from "./template_watch.ts";
import { ticksFor } from "./ticks.ts";

const MINUTE_MS = 60_000;
const ticks = ticksFor(2_000);

function newWatch(born = 0, isContinued = false): TemplateWatch {
  return new TemplateWatch(born, { pools: new SourcePools(), ticks, isContinued });
}

/** Lines in each of these minutes. */
function heard(watch: TemplateWatch, minutes: readonly number[], lines = 1): TemplateWatch {
  for (const tick of minutes) watch.hear(lines, { timeMs: tick * MINUTE_MS, tick });
  return watch;
}

const every = (step: number, until: number, from = 0) =>
  Array.from({ length: Math.ceil((until - from) / step) }, (_, i) => from + i * step);

Deno.test("TemplateWatch is frequent from three lines an hour on, in six stretches of ten minutes, until it has half as many", () => {
  assert.ok(!heard(newWatch(), [0], 1_000).isFrequent(1));
  assert.ok(heard(newWatch(), every(15, 240)).isFrequent(240));
  assert.ok(!heard(newWatch(), every(45, 600)).isFrequent(600));
  const watch = heard(newWatch(), every(15, 240));
  assert.ok(watch.isFrequent(300) && watch.isFrequent(500) && !watch.isFrequent(3_000));
});

Deno.test("TemplateWatch is frequent early where it has had lines all the time", () => {
  const watch = heard(newWatch(), every(1, 10), 5);
  assert.deepEqual([watch.isSteady(9), watch.isSteady(10), watch.isFrequent(10)], [false, true, true]);
});

Deno.test("TemplateWatch.isFrequent() is found anew after lines of the same tick", () => {
  const watch = heard(newWatch(), every(15, 75));
  assert.equal(watch.isFrequent(75), false);
  watch.hear(20, { timeMs: 75 * MINUTE_MS, tick: 75 });
  assert.equal(watch.isFrequent(75), true);
});

Deno.test("TemplateWatch.hear() tells what was before where lines come after ten minutes of none", () => {
  const watch = newWatch();
  const hear = (minute: number) => watch.hear(2, { timeMs: minute * MINUTE_MS, tick: minute });
  assert.deepEqual(hear(0), { lastMs: null, bursts: 0 });
  assert.equal(hear(9), null);
  assert.equal(hear(19), null);
  assert.deepEqual(hear(30), { lastMs: 19 * MINUTE_MS, bursts: 1 });
  assert.deepEqual([watch.lines, watch.bursts], [8, 2]);
});

Deno.test("TemplateWatch's burst has its lines, its minutes, the most of one, and where its last stretch began", () => {
  const watch = heard(newWatch(), [0, 1, 1, 6, 7], 3);
  const { startMs, stretchMs, lines, minutes, most, told } = watch.burst!;
  assert.deepEqual([startMs, stretchMs / MINUTE_MS, lines, minutes, most, told], [0, 6, 15, 4, 6, false]);
  assert.equal(heard(newWatch(0, true), [0]).burst!.told, true);
});

Deno.test("TemplateWatch.outlook() is found once an epoch", () => {
  const watch = newWatch();
  for (let i = 0; i < 100; i++) watch.level.learn(12, 100);
  const outlook = watch.outlook(1, 100);
  assert.ok(Math.abs(outlook.expected - 12) < 1 && outlook.calmLines > 12);
  watch.level.learn(500, 100);
  assert.equal(watch.outlook(1, 100), outlook);
  assert.notEqual(watch.outlook(2, 100).expected, outlook.expected);
});

Deno.test("TemplateWatch goes on from its state, at any time", () => {
  const minutes = every(7, 700);
  for (const cut of [0, 1, 20, 90]) {
    const watch = heard(newWatch(), minutes.slice(0, cut), 2);
    const state = JSON.parse(JSON.stringify(watch.toState()));
    const restored = TemplateWatch.fromState(state, { pools: new SourcePools(), ticks });
    const [one, other] = [watch, restored].map((each) => heard(each, minutes.slice(cut), 2));
    assert.deepEqual(other!.toState(), one!.toState());
    assert.equal(other!.isFrequent(701), one!.isFrequent(701));
  }
});

Deno.test("TemplateWatch.settle() tells the size of a burst that is over, once, also of a message that never comes again", () => {
  const pools = new SourcePools();
  const watch = heard(new TemplateWatch(0, { pools, ticks }), [0], 3);
  watch.settle(10);
  assert.equal(pools.bursts.lines.size, 0, "it may go on");
  for (const tick of [11, 12, 500]) watch.settle(tick);
  assert.deepEqual([pools.bursts.lines.size, pools.bursts.lines.mean], [1, 3]);
  heard(watch, [600], 5);
  assert.equal(pools.bursts.lines.size, 1, "its return tells of it no more");
  watch.burst!.told = true;
  watch.settle(700);
  assert.equal(pools.bursts.lines.size, 1, "what was called says nothing of what is usual");
});
