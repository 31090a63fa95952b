import assert from "node:assert/strict";
import { SteadyClock } from "./steady_clock.ts";

Deno.test("SteadyClock.now() follows real time and never steps farther than maxStepMs", async () => {
  let real = 0;
  const clock = new SteadyClock({ maxStepMs: 10, realNow: () => real, startMs: 1000 });
  real = 7;
  assert.equal(clock.now(), 1007);
  real = 500;
  assert.equal(clock.now(), 1010);
  real = 9000;
  assert.equal(clock.now(), 1010);
  const asleep = clock.sleep(0);
  await asleep;
  assert.equal(clock.now(), 1010);
  real = 9004;
  assert.equal(clock.now(), 1014);
});

Deno.test("SteadyClock loses a stall of the event loop but no more than that", async () => {
  const clock = new SteadyClock({ maxStepMs: 10 });
  const start = clock.now();
  const realStart = performance.now();
  const sleeping = clock.sleep(100);
  while (performance.now() - realStart < 80);
  assert.ok(clock.now() - start <= 11);
  await sleeping;
  const real = performance.now() - realStart;
  assert.ok(clock.now() - start >= 100);
  assert.ok(real >= 160, `slept ${real} ms`);
});

Deno.test("SteadyClock wakes sleepers in the order of their due times", async () => {
  let real = 0;
  const clock = new SteadyClock({ maxStepMs: 50, realNow: () => real });
  const woken: string[] = [];
  const sleepers = [["c", 30], ["a", 10], ["b", 20], ["a2", 10]].map(([name, ms]) =>
    clock.sleep(ms as number).then(() => woken.push(name as string))
  );
  real = 40;
  await Promise.all(sleepers);
  assert.deepEqual(woken, ["a", "a2", "b", "c"]);
});

Deno.test("SteadyClock.sleep() ends at once when its signal aborts, and leaves no timer behind", async () => {
  const clock = new SteadyClock();
  const stop = new AbortController();
  const long = clock.sleep(60_000, stop.signal);
  stop.abort();
  await long;
  await clock.sleep(60_000, stop.signal);
});

Deno.test("SteadyClock refuses a step that timers cannot resolve", () => {
  assert.throws(() => new SteadyClock({ maxStepMs: 1 }), /Cannot step a clock by "1"/);
});
