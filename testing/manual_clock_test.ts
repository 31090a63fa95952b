import assert from "node:assert/strict";
import { ManualClock } from "./manual_clock.ts";

Deno.test("ManualClock.advance() wakes sleepers in the order of their due times, each at its own time", async () => {
  const clock = new ManualClock(1000);
  const woken: [string, number][] = [];
  const sleepers = [["late", 30], ["early", 10], ["next", 10]] as const;
  for (const [name, ms] of sleepers) clock.sleep(ms).then(() => woken.push([name, clock.now()]));
  await clock.advance(20);
  assert.deepEqual(woken, [["early", 1010], ["next", 1010]]);
  await clock.advance(20);
  assert.deepEqual(woken.at(-1), ["late", 1030]);
  assert.equal(clock.now(), 1040);
});

Deno.test("ManualClock.advance() also wakes a sleep that begins on the way", async () => {
  const clock = new ManualClock();
  const ticks: number[] = [];
  const loop = (async () => {
    for (let tick = 0; tick < 3; tick++) {
      await clock.sleep(10);
      ticks.push(clock.now());
    }
  })();
  await clock.advance(100);
  await loop;
  assert.deepEqual(ticks, [10, 20, 30]);
});

Deno.test("ManualClock.sleep() ends at once when its signal aborts, without rejecting", async () => {
  const clock = new ManualClock();
  const abort = new AbortController();
  const sleeping = clock.sleep(10, abort.signal);
  abort.abort();
  await sleeping;
  await clock.sleep(10, abort.signal);
  assert.equal(clock.now(), 0);
});
