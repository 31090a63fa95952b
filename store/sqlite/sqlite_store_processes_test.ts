import assert from "node:assert/strict";
import { emptySqliteStore } from "./empty_sqlite_store.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { LINES_PER_BATCH, writerBatch, writeUntilStored } from "./testing/writer.ts";
import { startWriter, withDatabasePath } from "./testing/writer_processes.ts";

const BATCHES = 150;

Deno.test("openSqliteStore() lets several processes create, write and read one file at the same time", async () => {
  await withDatabasePath(async (path) => {
    const agents = ["agent-1", "agent-2", "agent-3"];
    const running = agents.map((agent) => startWriter(path, agent, BATCHES).output());
    await using store = openSqliteStore(path, { retentionMs: Infinity });
    for (let number = 0; number < BATCHES; number++) {
      await writeUntilStored(store, "agent-0", number);
      const [{ total }] = await store.sourceWindows(secondOf(number));
      assert.ok(total >= LINES_PER_BATCH && total % LINES_PER_BATCH === 0, `${total}`);
      await new Promise((wake) => setTimeout(wake, 1));
    }
    for (const { success, stderr } of await Promise.all(running)) {
      assert.ok(success, new TextDecoder().decode(stderr));
    }
    const counts = await store.templateCounts();
    assert.equal(counts.reduce((sum, row) => sum + row.count, 0), 4 * BATCHES * LINES_PER_BATCH);
  });
});

Deno.test("emptySqliteStore() of one process leaves another's next write whole", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, { retentionMs: Infinity });
    await using other = openSqliteStore(path, { retentionMs: Infinity });
    await store.writeCounters(writerBatch("agent", 0), 0);
    emptySqliteStore(path);
    await store.writeCounters(writerBatch("agent", 1), 0);
    const counts = await other.templateCounts();
    assert.equal(counts.length, LINES_PER_BATCH);
    assert.deepEqual(new Set(counts.map((row) => row.count)), new Set([1]));
  });
});

function secondOf(number: number): { readonly fromMs: number; readonly toMs: number; readonly windowMs: number } {
  const fromMs = writerBatch("agent", number).points[0].slotMs;
  return { fromMs, toMs: fromMs + 1000, windowMs: 1000 };
}
