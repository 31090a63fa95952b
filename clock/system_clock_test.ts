import assert from "node:assert/strict";
import { SystemClock } from "./system_clock.ts";

Deno.test("SystemClock.now() follows the machine's clock", () => {
  const before = Date.now();
  const now = new SystemClock().now();
  assert.ok(now >= before && now <= Date.now());
});

Deno.test("SystemClock.now() holds a small step back, and goes on by itself after a large one", () => {
  const real = Date.now;
  try {
    const clock = new SystemClock();
    Date.now = () => 1_000_000;
    assert.equal(clock.now(), 1_000_000);
    Date.now = () => 999_000;
    assert.equal(clock.now(), 1_000_000);
    Date.now = () => 1_000_001;
    assert.equal(clock.now(), 1_000_001);
    const steady = performance.now;
    try {
      const atMs = steady.call(performance);
      performance.now = () => atMs;
      clock.now();
      Date.now = () => 500_000;
      performance.now = () => atMs + 2_000;
      assert.deepEqual([clock.now(), clock.aheadMs], [1_002_001, 502_001]);
      performance.now = () => atMs + 5_000;
      assert.equal(clock.now(), 1_005_001);
    } finally {
      performance.now = steady;
    }
    Date.now = () => 1_006_000;
    assert.deepEqual([clock.now(), clock.aheadMs], [1_006_000, 0]);
  } finally {
    Date.now = real;
  }
});

Deno.test("SystemClock.sleep() waits its time, and not at all once its signal aborts", async () => {
  const clock = new SystemClock();
  const before = performance.now();
  await clock.sleep(20);
  assert.ok(performance.now() - before >= 18);

  const stop = new AbortController();
  const long = clock.sleep(60_000, stop.signal);
  stop.abort();
  await long;
  await clock.sleep(60_000, stop.signal);
});
