import assert from "node:assert/strict";
import { ManualClock } from "../testing/manual_clock.ts";
import { aborted } from "./aborted.ts";
import { deadline } from "./deadline.ts";

Deno.test("deadline() aborts after its time by the clock", async () => {
  const clock = new ManualClock(0);
  using late = deadline(clock, 1_000, new AbortController().signal);
  await clock.advance(999);
  assert.equal(late.signal.aborted, false);
  await clock.advance(1);
  assert.equal(late.signal.aborted, true);
});

Deno.test("deadline() aborts with the signal that it was given", () => {
  const stop = new AbortController();
  using late = deadline(new ManualClock(0), 1_000, stop.signal);
  stop.abort();
  assert.equal(late.signal.aborted, true);
});

Deno.test("deadline() does not abort what has ended, and waits no longer for it", async () => {
  const clock = new ManualClock(0);
  const late = deadline(clock, 1_000, new AbortController().signal);
  late[Symbol.dispose]();
  await clock.advance(2_000);
  assert.equal(late.signal.aborted, false);
});

Deno.test("aborted() resolves when the signal aborts, and at once where it has", async () => {
  const stop = new AbortController();
  const order: string[] = [];
  const waiting = aborted(stop.signal).then(() => order.push("aborted"));
  await Promise.resolve();
  order.push("before");
  stop.abort();
  await waiting;
  assert.deepEqual(order, ["before", "aborted"]);
  await aborted(stop.signal);
});
