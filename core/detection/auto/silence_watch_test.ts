import assert from "node:assert/strict";
import { PeakPool } from "./peak_calibration.ts";
import { SilenceWatch } from "./silence_watch.ts";

const TICKS_PER_DAY = 1440;

/** A watch of a message that has come in such ticks of a day, in traffic of 100 lines a tick. */
function watchOf(isHeard: (tick: number) => boolean) {
  const watch = new SilenceWatch(new PeakPool(), TICKS_PER_DAY);
  let passed = 0, tick = 0, last = 0;
  for (; tick < TICKS_PER_DAY; tick++) {
    passed += 100;
    if (!isHeard(tick)) continue;
    watch.hear({ tick, passed });
    last = tick;
  }
  /** Ticks after the last line in which it is missed, or null within a day. */
  const missedAfter = (linesPerTick: number): number | null => {
    for (let silent = tick; silent < tick + TICKS_PER_DAY; silent++) {
      passed += linesPerTick;
      if (watch.miss({ tick: silent, passed }, 0.01) !== null) return silent - last;
    }
    return null;
  };
  return { watch, missedAfter };
}

const each = (every: number) => (tick: number) => tick % every === 0;
/** By chance once in five ticks. */
const nowAndThen = (tick: number) => Math.sin(tick * tick) > 0.81;

Deno.test("SilenceWatch misses a job of each minute after a few", () => {
  const after = watchOf(each(1)).missedAfter(100);
  assert.ok(after !== null && after <= 20, `${after}`);
});

for (const every of [5, 10, 15]) {
  Deno.test(`SilenceWatch misses a timer of each ${every} minutes once it has not come in time, by day and at night`, () => {
    for (const traffic of [100, 0.1]) {
      const after = watchOf(each(every)).missedAfter(traffic);
      assert.ok(after !== null && after > 1.2 * every && after < 2 * every, `${after}`);
    }
  });
}

Deno.test("SilenceWatch misses a timer that came once too late no earlier than others, and a shaky one as well", () => {
  const late = watchOf((tick) => tick % 10 === 0 && tick !== 700).missedAfter(100);
  const shaky = watchOf((tick) => tick % 20 === Math.floor(tick / 20) * 7 % 10).missedAfter(100);
  for (const after of [late, shaky]) assert.ok(after !== null && after > 20, `${after}`);
});

Deno.test("SilenceWatch does not miss what is rarer because all is: at night the traffic has not passed", () => {
  assert.equal(watchOf(nowAndThen).missedAfter(0.1), null);
  assert.notEqual(watchOf(nowAndThen).missedAfter(100), null);
});

Deno.test("SilenceWatch calls a silence once, and knows when it is over", () => {
  const { watch, missedAfter } = watchOf(each(5));
  assert.notEqual(missedAfter(100), null);
  assert.equal(watch.isGone, true);
  assert.equal(watch.miss({ tick: 9000, passed: 9e6 }, 0.01), null);
  assert.equal(watch.hear({ tick: 9001, passed: 9e6 }), true);
  assert.equal(watch.isGone, false);
});

Deno.test("SilenceWatch does not miss what has come a few times only", () => {
  const watch = new SilenceWatch(new PeakPool(), TICKS_PER_DAY);
  for (let tick = 0; tick < 5; tick++) watch.hear({ tick: tick * 100, passed: tick * 1000 });
  assert.equal(watch.miss({ tick: 5000, passed: 1e6 }, 1), null);
});

Deno.test("SilenceWatch does not learn a gap that was its source's: a timer is a timer after an outage", () => {
  for (const isInterrupted of [true, false]) {
    const { watch } = watchOf(each(5));
    if (isInterrupted) watch.interrupt();
    watch.hear({ tick: 1700, passed: 150_000 });
    const missed = watch.miss({ tick: 1712, passed: 151_200 }, 0.01);
    assert.equal(missed !== null, isInterrupted);
  }
});

Deno.test("SilenceWatch does not learn a gap in which nobody watched, and misses a timer by what was watched since", () => {
  const { watch } = watchOf(each(5));
  watch.passOver({ tick: 1443, passed: 144_300 });
  assert.equal(watch.miss({ tick: 1449, passed: 144_900 }, 0.01), null);
  watch.hear({ tick: 1450, passed: 145_000 });
  assert.equal(watch.miss({ tick: 1457, passed: 145_700 }, 0.01), null);
  assert.notEqual(watch.miss({ tick: 1460, passed: 146_000 }, 0.01), null);
});

Deno.test("SilenceWatch misses a timer in time, however long the gaps of other messages of its source have been", () => {
  const gaps = new PeakPool();
  for (let i = 0; i < 500; i++) gaps.add(8);
  const watch = new SilenceWatch(gaps, TICKS_PER_DAY);
  for (let tick = 0; tick <= TICKS_PER_DAY; tick += 5) watch.hear({ tick, passed: 100 * tick });
  assert.notEqual(watch.miss({ tick: TICKS_PER_DAY + 10, passed: 200_000 }, 0.01), null);
});
