import assert from "node:assert/strict";
import { ChangeWatch, type Level } from "./change_watch.ts";
import { PeakPool } from "./peak_calibration.ts";
import { ticksFor } from "./ticks.ts";

const MINUTE_MS = 60_000;
const EXPECTED = 20;
const ticks = ticksFor(2_000);
const LOOK = { falls: true, isMature: true };

/** A series of counts a minute, whose level is moved by what is taken of it, as a detector does. */
class Series {
  readonly watch = new ChangeWatch(new PeakPool(), ticks);
  readonly level: Level;
  minute = 0;
  taken: { minute: number; ratio: number; adopted: boolean }[] = [];

  constructor(level: Level = { scale: 1 }) {
    this.level = level;
  }

  /** Weighs this many minutes with this count; takes evidence of more than 12 nats. */
  add(count: number, minutes: number, { mayPause = true } = {}): this {
    for (const end = this.minute + minutes; this.minute < end; this.minute++) {
      const tick = { timeMs: this.minute * MINUTE_MS, count, expected: EXPECTED * this.level.scale };
      const nats = this.watch.weigh(tick, LOOK);
      if (nats < 12) continue;
      const change = this.watch.take(this.watch.strongest!, tick, { level: this.level, mayPause });
      if (change !== null) this.taken.push({ minute: this.minute, ratio: change.ratio, adopted: change.adopted });
    }
    return this;
  }
}

Deno.test("ChangeWatch.weigh() gives the nats of the strongest evidence, 0 while there is none", () => {
  const { watch } = new Series().add(EXPECTED, 30);
  const tick = { timeMs: 30 * MINUTE_MS, count: 4 * EXPECTED, expected: EXPECTED };
  const nats = watch.weigh(tick, LOOK);
  assert.ok(nats > 12);
  assert.deepEqual([watch.strongest!.nats, watch.strongest!.ratio], [nats, 4]);
  watch.rest();
  assert.equal(watch.strongest, null);
});

Deno.test("ChangeWatch.peek() tells of a rise before its tick has ended, and calmLines() that there is none", () => {
  const { watch } = new Series().add(EXPECTED, 30);
  const peek = (count: number) => watch.peek({ timeMs: 30 * MINUTE_MS, count, expected: EXPECTED });
  assert.equal(peek(watch.calmLines(EXPECTED)), null);
  assert.ok(peek(4 * EXPECTED)!.nats > 12);
});

Deno.test("ChangeWatch adopts what lasts for an hour, and takes the way back for a return", () => {
  const series = new Series().add(EXPECTED, 120).add(4 * EXPECTED, 90);
  assert.equal(series.taken[0]!.ratio, 4);
  const adopted = series.taken.find((each) => each.adopted)!;
  assert.ok(adopted.minute >= 180 && adopted.minute <= 190);
  assert.ok(Math.abs(series.level.scale - 4) < 0.3);
  const before = series.taken.length;
  series.add(EXPECTED, 30);
  assert.equal(series.taken.length, before);
  assert.ok(Math.abs(series.level.scale - 1) < 0.3);
});

Deno.test("ChangeWatch adopts a rise sooner where all that was known before it is shorter, but no drop and no errors", () => {
  const adoptedAfter = (age: number, times: number, { mayPause = true } = {}) => {
    const series = new Series({ scale: 1, age }).add(EXPECTED, 30).add(times * EXPECTED, 75, { mayPause });
    return series.taken.find(({ adopted }) => adopted)!.minute - 30;
  };
  const isNear = (minutes: number, wanted: number) => minutes >= wanted - 1 && minutes <= wanted + 3;
  const found = [[2, 4], [20, 4], [600, 4], [2, 0.25]].map(([age, times]) => adoptedAfter(age!, times!));
  for (const [at, wanted] of [5, 20, 60, 60].entries()) assert.ok(isNear(found[at]!, wanted), found.join());
  assert.ok(isNear(adoptedAfter(2, 4, { mayPause: false }), 60));
});

Deno.test("ChangeWatch calls what was normal long ago a change, as any other", () => {
  const series = new Series().add(EXPECTED, 120).add(4 * EXPECTED, 3 * 24 * 60);
  assert.ok(Math.abs(series.level.scale - 4) < 0.3);
  const before = series.taken.length;
  series.add(EXPECTED, 5);
  assert.equal(series.taken[before]?.ratio, 0.25);
});

Deno.test("ChangeWatch adopts waves that come again and again for an hour, where they may pause", () => {
  const adoptedWhere = (mayPause: boolean) => {
    const series = new Series().add(EXPECTED, 120);
    for (let wave = 0; wave < 4; wave++) series.add(8 * EXPECTED, 2, { mayPause }).add(EXPECTED, 30, { mayPause });
    return series.taken.filter(({ adopted }) => adopted).length;
  };
  assert.deepEqual([adoptedWhere(true), adoptedWhere(false)], [1, 0]);
});

Deno.test("ChangeWatch is changing while a change goes on, and has ceased to half an hour later", () => {
  const series = new Series().add(EXPECTED, 120).add(4 * EXPECTED, 5);
  const { watch, minute } = series;
  assert.equal(watch.isChanging(minute * MINUTE_MS), true);
  assert.equal(watch.isChanging(minute * MINUTE_MS, { by: 10 }), false);
  assert.equal(watch.isChanging((minute + 40) * MINUTE_MS), false);
});

Deno.test("ChangeWatch.isLasting() goes by what is more likely: the change that was called, or what is usual", () => {
  const { watch } = new Series().add(EXPECTED, 30);
  assert.equal(watch.isLasting(4 * EXPECTED, EXPECTED), false, "nothing was called");
  const changed = new Series().add(EXPECTED, 30).add(4 * EXPECTED, 3);
  assert.deepEqual([4, 3, 1.5, 1, 0].map((times) => changed.watch.isLasting(times * EXPECTED, EXPECTED)), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

Deno.test("ChangeWatch knows a busy time of the day before", () => {
  const series = new Series();
  const found = [0, 1].map((day) => {
    series.add(EXPECTED, day * 1_440 + 600 - series.minute);
    const before = series.taken.length;
    series.add(6 * EXPECTED, 3).add(EXPECTED, 60);
    return series.taken.length - before;
  });
  assert.ok(found[0]! > 0);
  assert.equal(found[1], 0);
});

Deno.test("ChangeWatch.accept() makes what it is like now the level", () => {
  const series = new Series().add(EXPECTED, 120).add(5 * EXPECTED, 10);
  series.watch.accept(series.level);
  assert.ok(Math.abs(series.level.scale - 5) < 0.5);
  const before = series.taken.length;
  series.add(5 * EXPECTED, 60);
  assert.equal(series.taken.length, before);
});

Deno.test("ChangeWatch goes on from its state to the same evidence", () => {
  const series = new Series().add(EXPECTED, 60).add(3 * EXPECTED, 2);
  const state = JSON.parse(JSON.stringify(series.watch.toState()));
  const restored = ChangeWatch.fromState(state, new PeakPool(), ticks);
  const tick = { timeMs: 62 * MINUTE_MS, count: 70, expected: EXPECTED };
  assert.equal(restored.weigh(tick, LOOK), series.watch.weigh(tick, LOOK));
  assert.deepEqual(restored.strongest, series.watch.strongest);
});
