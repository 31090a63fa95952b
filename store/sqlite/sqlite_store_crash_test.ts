import assert from "node:assert/strict";
import { openSqliteStore } from "./sqlite_store.ts";
import { LINES_PER_BATCH, writerBatch } from "./testing/writer.ts";
import { startWriter, withDatabasePath } from "./testing/writer_processes.ts";

const BATCHES = 100_000;

Deno.test("openSqliteStore() keeps what it acknowledged through a kill -9, and sending all again counts once", async () => {
  await withDatabasePath(async (path) => {
    let acknowledged = -1;
    for (const enough of [10, 40, 90]) {
      acknowledged = Math.max(acknowledged, await killAfter(path, enough));
      await using store = openSqliteStore(path, { retentionMs: Infinity });
      const counts = await store.templateCounts();
      assert.equal(counts.length, LINES_PER_BATCH);
      for (const { template, count } of counts) {
        assert.equal(count, counts[0].count, `${template}: a batch is stored whole or not at all`);
        assert.ok(count > acknowledged, `${template}: ${count} batches are stored, ${acknowledged + 1} acknowledged`);
      }
    }
    await using store = openSqliteStore(path, { retentionMs: Infinity });
    const stored = (await store.templateCounts())[0].count;
    for (let number = 0; number < stored + 5; number++) {
      await store.writeCounters(writerBatch("agent", number), Date.now());
    }
    for (const { count } of await store.templateCounts()) assert.equal(count, stored + 5);
  });
});

/** Starts a writer and kills it in the middle of a write; the number of the last batch that it said was stored. */
async function killAfter(path: string, enough: number): Promise<number> {
  const child = startWriter(path, "agent", BATCHES);
  let printed = "";
  let killed = false;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += chunk;
    if (killed || printed.split("\n").length <= enough) continue;
    child.kill("SIGKILL");
    killed = true;
  }
  const [status, errors] = await Promise.all([child.status, new Response(child.stderr).text()]);
  assert.equal(status.signal, "SIGKILL", errors);
  return Number(printed.slice(0, printed.lastIndexOf("\n")).split("\n").at(-1));
}
