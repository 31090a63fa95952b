import assert from "node:assert/strict";
import { Broadcast } from "./broadcast.ts";

Deno.test("Broadcast gives each subscriber what was published since it subscribed, in order", async () => {
  const live = new Broadcast<number>();
  live.publish(0);
  const first = live.subscribe();
  live.publish(1);
  const second = live.subscribe();
  live.publish(2);
  live.close();
  const values = async (of: typeof first) => (await Array.fromAsync(of)).map(({ value }) => value);
  assert.deepEqual([await values(first), await values(second)], [[1, 2], [2]]);
});

Deno.test("Broadcast drops the oldest for a slow subscriber alone, and says how many", async () => {
  const live = new Broadcast<number>();
  const [slow, fast] = [live.subscribe({ capacity: 3 }), live.subscribe()];
  for (let value = 0; value < 10; value++) live.publish(value);
  assert.deepEqual((await slow.next()).value, { value: 7, missed: 7 });
  live.publish(10);
  live.publish(11);
  live.close();
  assert.deepEqual(await Array.fromAsync(slow), [
    { value: 9, missed: 1 },
    { value: 10, missed: 0 },
    { value: 11, missed: 0 },
  ]);
  assert.equal((await Array.fromAsync(fast)).length, 12);
});

Deno.test("Broadcast wakes a subscriber that waits", async () => {
  const live = new Broadcast<string>();
  const next = live.subscribe().next();
  live.publish("now");
  assert.deepEqual((await next).value, { value: "now", missed: 0 });
});

Deno.test("Broadcast forgets a subscriber that leaves, whose signal aborts, or that is late", async () => {
  const live = new Broadcast<number>();
  const leaving = live.subscribe();
  const stop = new AbortController();
  const waiting = live.subscribe({ signal: stop.signal }).next();
  assert.equal(live.subscribers, 2);
  live.publish(1);
  for await (const _ of leaving) break;
  assert.equal(live.subscribers, 1);
  assert.equal((await waiting).done, false);
  stop.abort();
  assert.equal(live.subscribers, 0);
  live.close();
  assert.equal((await live.subscribe().next()).done, true);
});
