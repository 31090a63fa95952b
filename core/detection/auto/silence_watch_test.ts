import assert from "node:assert/strict";
import { PeakPool } from "./peak_calibration.ts";
import { SilenceWatch } from "./silence_watch.ts";

const TICKS_PER_DAY = 1440;

/** A watch of a message that has come each so many ticks of a day, in traffic of so many lines a tick. */
function watchOf(every: number, traffic: (tick: number) => number = () => 100) {
  const watch = new SilenceWatch(new PeakPool(), TICKS_PER_DAY);
  let passed = 0, tick = 0;
  for (; tick < TICKS_PER_DAY; tick++) {
    passed += traffic(tick);
    if (tick % every === 0) watch.hear({ tick, passed });
  }
  /** Ticks after the last line in which it is missed, or null within a day. */
  const missedAfter = (linesPerTick: number): number | null => {
    const last = tick - (tick - 1) % every - 1;
    for (let silent = tick; silent < tick + TICKS_PER_DAY; silent++) {
      passed += linesPerTick;
      if (watch.miss({ tick: silent, passed }, 0.01) !== null) return silent - last;
    }
    return null;
  };
  return { watch, missedAfter };
}

for (const every of [1, 5, 15]) {
  Deno.test(`SilenceWatch misses a job of each ${every} minutes after a few periods`, () => {
    const after = watchOf(every).missedAfter(100);
    assert.ok(after !== null && after <= Math.max(6 * every, 20), `${after}`);
  });
}

Deno.test("SilenceWatch does not miss what is rarer because all is: at night the traffic has not passed", () => {
  assert.equal(watchOf(5).missedAfter(0.1), null);
});

Deno.test("SilenceWatch calls a silence once, and knows when it is over", () => {
  const { watch, missedAfter } = watchOf(5);
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
