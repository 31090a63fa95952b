import assert from "node:assert/strict";
import { openTestApi, START_MS } from "../testing/test_api.ts";

Deno.test("a source that sends raw lines gets a heartbeat at every slot's end, idle or not", async () => {
  await using api = openTestApi();
  api.api.start();
  await api.clock.advance(400);
  await api.post("/ingest?source=web", "a b\nc d");
  await api.clock.advance(600);
  const [first] = await api.store.heartbeats();
  assert.equal(first.source, "web");
  assert.equal(first.host, "test-host");
  assert.equal(first.counted, 2);
  assert.equal(first.watermarkMs, START_MS + 1000);
  assert.equal(first.sinceMs, START_MS);
  assert.equal(first.firstLiveMs, START_MS);
  await api.clock.advance(3000);
  const [later] = await api.store.heartbeats();
  assert.equal(later.agent, first.agent);
  assert.equal(later.watermarkMs, START_MS + 4000);
  assert.equal(later.seenMs, START_MS + 4000);
});

Deno.test("no heartbeat passes the slot of a request that is under way", async () => {
  await using api = openTestApi();
  api.api.start();
  await api.post("/ingest?source=web", "a b");
  await api.clock.advance(500);
  const release = api.hold("writeCounters");
  const answer = api.post("/ingest?source=web", "c d");
  await api.clock.advance(3000);
  assert.equal((await api.store.heartbeats())[0].watermarkMs, START_MS);
  release();
  assert.equal((await answer).status, 200);
  await api.clock.advance(1000);
  assert.equal((await api.store.heartbeats())[0].watermarkMs, START_MS + 4000);
});

Deno.test("a heartbeat that can't be stored is reported once, and the next one comes", async () => {
  await using api = openTestApi();
  api.api.start();
  await api.post("/ingest?source=web", "a b");
  api.fail("saveHeartbeats", "before", 3);
  await api.clock.advance(3000);
  assert.equal(api.problems.length, 1);
  assert.deepEqual(await api.store.heartbeats(), []);
  await api.clock.advance(1000);
  assert.equal((await api.store.heartbeats())[0].watermarkMs, START_MS + 4000);
});

Deno.test("stop() ends the heartbeats, also when they never started", async () => {
  await using api = openTestApi();
  await api.api.stop();
  api.api.start();
  await api.post("/ingest?source=web", "a b");
  await api.api.stop();
  await api.clock.advance(5000);
  assert.deepEqual(await api.store.heartbeats(), []);
});

Deno.test("agents alone make no heartbeat of the api's own", async () => {
  await using api = openTestApi();
  api.api.start();
  await api.post("/api/agent/batches", { agent: "a1", batch: null, heartbeats: [], clockMs: START_MS });
  await api.clock.advance(2000);
  assert.deepEqual(await api.store.heartbeats(), []);
});
