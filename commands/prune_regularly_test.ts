import assert from "node:assert/strict";
import { ManualClock } from "../testing/manual_clock.ts";
import { pruneRegularly } from "./prune_regularly.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

Deno.test("pruneRegularly() begins after a minute and goes on every hour by the clock's time", async () => {
  const { clock, times, stop } = start(() => Promise.resolve());
  await clock.advance(MINUTE_MS - 1);
  assert.deepEqual(times, []);
  await clock.advance(2 * HOUR_MS + 1);
  assert.deepEqual(times, [MINUTE_MS, MINUTE_MS + HOUR_MS, MINUTE_MS + 2 * HOUR_MS]);
  await stop();
});

Deno.test("pruneRegularly() tells of a failure and tries again an hour later", async () => {
  const { clock, times, problems, stop } = start(() =>
    times.length === 1 ? Promise.reject(new Error("Cannot prune: no room")) : Promise.resolve()
  );
  await clock.advance(MINUTE_MS);
  assert.deepEqual(problems, ["Cannot prune: no room"]);
  await clock.advance(HOUR_MS);
  assert.equal(times.length, 2);
  assert.equal(problems.length, 1);
  await stop();
});

Deno.test("pruneRegularly() ends at once while it waits, and prunes no more", async () => {
  const { clock, times, stop } = start(() => Promise.resolve());
  await stop();
  await clock.advance(2 * HOUR_MS);
  assert.deepEqual(times, []);
});

Deno.test("pruneRegularly() ends only after the deletion that is under way", async () => {
  const deletion = Promise.withResolvers<void>();
  const { clock, stop } = start(() => deletion.promise);
  await clock.advance(MINUTE_MS);
  let ended = false;
  const end = stop().then(() => ended = true);
  await clock.advance(HOUR_MS);
  assert.equal(ended, false);
  deletion.resolve();
  await end;
});

function start(prune: () => Promise<void>) {
  const clock = new ManualClock();
  const abort = new AbortController();
  const times: number[] = [];
  const problems: string[] = [];
  const store = {
    prune(nowMs: number) {
      times.push(nowMs);
      return prune();
    },
  };
  const running = pruneRegularly(store, {
    clock,
    signal: abort.signal,
    onProblem: (message) => problems.push(message),
  });
  const stop = () => {
    abort.abort();
    return running;
  };
  return { clock, times, problems, stop };
}
