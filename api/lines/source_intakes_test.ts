import assert from "node:assert/strict";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import { TemplateRegistry } from "../template_registry.ts";
import { faultyStore } from "../testing/faulty_store.ts";
import { MOST_SOURCES, SourceIntakes } from "./source_intakes.ts";

Deno.test("SourceIntakes opens a source once, also when it is asked twice at once", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const intakes = new SourceIntakes(new TemplateRegistry(store, new ManualClock()), { maxTemplates: 10 });
  const [first, second] = await Promise.all([intakes.get("a"), intakes.get("a")]);
  assert.equal(first, second);
  assert.deepEqual(intakes.ready(), [first]);
});

Deno.test("SourceIntakes tries again after the registry could not be read", async () => {
  await using inner = openSqliteStore(":memory:", { retentionMs: Infinity });
  const { store, fail } = faultyStore(inner);
  const intakes = new SourceIntakes(new TemplateRegistry(store, new ManualClock()), { maxTemplates: 10 });
  fail("templates", "before");
  await assert.rejects(intakes.get("a"), { name: "StoreUnavailableError" });
  assert.deepEqual(intakes.ready(), []);
  assert.equal((await intakes.get("a")).source, "a");
});

Deno.test("SourceIntakes forgets the source that was silent longest, but none with lines on their way", async () => {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const intakes = new SourceIntakes(new TemplateRegistry(store, new ManualClock()), { maxTemplates: 10 });
  const busy = await intakes.get("busy");
  using _hold = busy.holdSlot(0);
  const silent = await intakes.get("silent");
  const asked = await intakes.get("asked");
  for (let n = 3; n < MOST_SOURCES; n++) await intakes.get(`s${n}`);
  assert.equal(await intakes.get("asked"), asked);
  await intakes.get("one more");
  assert.equal(intakes.ready().length, MOST_SOURCES);
  assert.equal(await intakes.get("busy"), busy);
  assert.equal(await intakes.get("asked"), asked);
  assert.notEqual(await intakes.get("silent"), silent);
});
