import assert from "node:assert/strict";
import { openTestApi, START_MS } from "../testing/test_api.ts";

Deno.test("GET / says what runs, on which store, since when", async () => {
  await using api = openTestApi();
  await api.clock.advance(61_000);
  const { status, body } = await api.get("/");
  assert.equal(status, 200);
  assert.match(body.store.version, /^SQLite 3/);
  assert.deepEqual(body, {
    status: "ok",
    store: { description: "sqlite::memory:", reachable: true, version: body.store.version },
    version: "1.2.3",
    uptimeSeconds: 61,
    timeMs: START_MS + 61_000,
  });
});

Deno.test("GET / is a 503 that says in words what is wrong while the store is away, and recovers", async () => {
  await using api = openTestApi();
  api.fail("health", "before");
  const { status, body } = await api.get("/");
  assert.equal(status, 503);
  assert.equal(body.status, "degraded");
  assert.equal(body.store.reachable, false);
  assert.equal(body.store.error, 'Cannot reach store "test": expected it to run');
  assert.equal((await api.get("/")).status, 200);
});

Deno.test("GET / is a 503 once a batch could not be written, though the store answers, until one is", async () => {
  await using api = openTestApi();
  api.fail("writeCounters", "before");
  assert.equal((await api.post("/ingest", "a line")).status, 503);
  const { status, body } = await api.get("/");
  assert.deepEqual([status, body.status], [503, "degraded"]);
  assert.match(body.store.error, /^Cannot /);
  assert.equal((await api.get("/health")).status, 503);
  assert.equal((await api.post("/ingest", "a line")).status, 200);
  assert.equal((await api.get("/")).status, 200);
});
