import assert from "node:assert/strict";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import { TemplateRegistry } from "../template_registry.ts";
import { faultyStore } from "../testing/faulty_store.ts";
import { MOST_SOURCES, SourceMiners } from "./source_miners.ts";

Deno.test("SourceMiners opens a source once, also when it is asked twice at once", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const miners = new SourceMiners(new TemplateRegistry(store, new ManualClock()), 10);
  const [first, second] = await Promise.all([miners.get("a"), miners.get("a")]);
  assert.equal(first, second);
  assert.deepEqual(miners.ready(), [first]);
});

Deno.test("SourceMiners tries again after the registry could not be read", async () => {
  await using inner = openSqliteStore(":memory:", { retentionMs: Infinity });
  const { store, fail } = faultyStore(inner);
  const miners = new SourceMiners(new TemplateRegistry(store, new ManualClock()), 10);
  fail("templates", "before");
  await assert.rejects(miners.get("a"), { name: "StoreUnavailableError" });
  assert.deepEqual(miners.ready(), []);
  assert.equal((await miners.get("a")).source, "a");
});

Deno.test("SourceMiners forgets the source that was silent longest, but none with lines on their way", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const miners = new SourceMiners(new TemplateRegistry(store, new ManualClock()), 10);
  const busy = await miners.get("busy");
  using _hold = busy.holdSlot(0);
  const silent = await miners.get("silent");
  const asked = await miners.get("asked");
  for (let n = 3; n < MOST_SOURCES; n++) await miners.get(`s${n}`);
  assert.equal(await miners.get("asked"), asked);
  await miners.get("one more");
  assert.equal(miners.ready().length, MOST_SOURCES);
  assert.equal(await miners.get("busy"), busy);
  assert.equal(await miners.get("asked"), asked);
  assert.notEqual(await miners.get("silent"), silent);
});
