import assert from "node:assert/strict";
import { ManualClock } from "../testing/manual_clock.ts";
import { Outage, type OutageEvent } from "./outage.ts";
import { StoreUnavailableError } from "./store_errors.ts";

const DOWN = new StoreUnavailableError("Cannot read: expected an answer", { retryAfterMs: 100 });

Deno.test("Outage says once that the store fails, and once that it is back", () => {
  const events: OutageEvent[] = [];
  const outage = new Outage("sqlite:x", (event) => events.push(event));
  outage.passed(0);
  const pauses = [1, 2, 3].map((nowMs) => outage.failed(DOWN, nowMs));
  outage.passed(4);
  outage.passed(5);
  assert.deepEqual(pauses, [100, 200, 400]);
  assert.deepEqual(events.map(({ kind }) => kind), ["problem", "recovered"]);
});

Deno.test("Outage.failed() throws what is no error of the store", () => {
  assert.throws(() => new Outage("", () => {}).failed(new TypeError("bug"), 0), TypeError);
});

Deno.test("Outage.failed() pauses for 5 seconds at most", () => {
  const outage = new Outage("", () => {});
  const pauses = Array.from({ length: 12 }, (_, nowMs) => outage.failed(DOWN, nowMs));
  assert.equal(pauses.at(-1), 5000);
});

Deno.test("Outage.liveSinceMs() gives agents time to come back", () => {
  const outage = new Outage("", () => {});
  assert.equal(outage.liveSinceMs(10_000, 6000), 4000);
  outage.failed(DOWN, 20_000);
  outage.passed(3_600_000);
  assert.equal(outage.liveSinceMs(3_600_100, 6000), 14_000);
  assert.equal(outage.liveSinceMs(3_606_000, 6000), 3_600_000);
});

Deno.test("Outage.retried() tries again until it passes", async () => {
  const events: OutageEvent[] = [];
  const clock = new ManualClock(0);
  const outage = new Outage("", (event) => events.push(event));
  let failures = 3;
  const work = () => failures-- > 0 ? Promise.reject(DOWN) : Promise.resolve("done");
  const done = outage.retried(work, { clock, signal: new AbortController().signal });
  await clock.advance(700);
  assert.equal(await done, "done");
  assert.deepEqual(events.map(({ kind }) => kind), ["problem", "recovered"]);
});

Deno.test("Outage.retried() gives up when the signal aborts, and throws what is no error of the store", async () => {
  const clock = new ManualClock(0);
  const stop = new AbortController();
  const outage = new Outage("", () => {});
  const done = outage.retried(() => Promise.reject(DOWN), { clock, signal: stop.signal });
  await clock.advance(50);
  stop.abort();
  assert.equal(await done, undefined);
  const failing = () => Promise.reject(new TypeError("bug"));
  await assert.rejects(outage.retried(failing, { clock, signal: new AbortController().signal }), TypeError);
});
