import assert from "node:assert/strict";
import { ManualClock } from "../testing/manual_clock.ts";
import { regularly } from "./regularly.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

Deno.test("regularly() begins after a minute and goes on every hour by the clock's time", async () => {
  const { clock, times, stop } = start(() => Promise.resolve());
  await clock.advance(MINUTE_MS - 1);
  assert.deepEqual(times, []);
  await clock.advance(2 * HOUR_MS + 1);
  assert.deepEqual(times, [MINUTE_MS, MINUTE_MS + HOUR_MS, MINUTE_MS + 2 * HOUR_MS]);
  await stop();
});

Deno.test("regularly() tells of a failure and tries again", async () => {
  const { clock, times, problems, stop } = start(() =>
    times.length === 1 ? Promise.reject(new Error("Cannot tidy: no room")) : Promise.resolve()
  );
  await clock.advance(MINUTE_MS);
  assert.deepEqual(problems, ["Cannot tidy: no room"]);
  await clock.advance(HOUR_MS);
  assert.equal(times.length, 2);
  assert.equal(problems.length, 1);
  await stop();
});

Deno.test("regularly() ends at once while it waits, and works no more", async () => {
  const { clock, times, stop } = start(() => Promise.resolve());
  await stop();
  await clock.advance(2 * HOUR_MS);
  assert.deepEqual(times, []);
});

Deno.test("regularly() ends only after the work that is under way", async () => {
  const work = Promise.withResolvers<void>();
  const { clock, stop } = start(() => work.promise);
  await clock.advance(MINUTE_MS);
  let ended = false;
  const end = stop().then(() => ended = true);
  await clock.advance(HOUR_MS);
  assert.equal(ended, false);
  work.resolve();
  await end;
});

function start(work: () => Promise<void>) {
  const clock = new ManualClock();
  const abort = new AbortController();
  const times: number[] = [];
  const problems: string[] = [];
  const timed = (nowMs: number) => {
    times.push(nowMs);
    return work();
  };
  const options = {
    clock,
    signal: abort.signal,
    everyMs: HOUR_MS,
    onProblem: (message: string) => problems.push(message),
  };
  const running = regularly(timed, options);
  const stop = () => {
    abort.abort();
    return running;
  };
  return { clock, times, problems, stop };
}
