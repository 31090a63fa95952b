import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { reconcile } from "../../core/registry/reconcile.ts";
import { survivors } from "../../core/registry/survivors.ts";
import type { Store } from "../store.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { withDatabasePath } from "./testing/writer_processes.ts";
import version1 from "./testing/version1.sql" with { type: "text" };

const OPTIONS = { retentionMs: Infinity };

/** When what is in the file of the first version was written. */
const THEN_MS = 1_700_000_000_000;

Deno.test("openSqliteStore() reads all that the first version has written", async () => {
  await withOldStore(async (store) => {
    assert.deepEqual((await store.templateCounts({ source: "app" })).map(({ template, count }) => [template, count]), [
      ["a", 40],
      ["a", 5],
      ["b", 4],
      ["c", 5],
    ]);
    const range = { fromMs: THEN_MS, toMs: THEN_MS + 4000, windowMs: 2000 };
    assert.deepEqual((await store.sourceWindows(range)).map(({ source, total }) => [source, total]), [
      ["app", 14],
      ["web", 7],
    ]);
    assert.equal((await store.baselines({ source: "app", ...range }))[0]?.actual, 14);
    assert.deepEqual((await store.anomalies()).map(({ id, label }) => [id, label]), [["a1", "true"]]);
    assert.deepEqual((await store.heartbeats()).map(({ agent }) => agent), ["6f1c2b3a"]);
    assert.deepEqual((await store.samples()).map(({ line }) => line), ["took 5 whole ms"]);
    assert.deepEqual((await store.detectorState()).map(({ baseline }) => baseline), ['{"counts":[1,2]}']);
    assert.equal(await store.recallReply("key"), "reply");
  });
});

Deno.test("openSqliteStore() settles the lineage that the first version left to its readers", async () => {
  await withOldStore(async (store) => {
    const rows = await store.templates();
    const app = rows.filter(({ source }) => source === "app");
    assert.deepEqual([...survivors(app)], [["a", "c"], ["b", "c"], ["d", "e"]]);
    assert.deepEqual(reconcile(rows, [], 0), []);
    assert.deepEqual(app.map(({ updatedMs }) => updatedMs - THEN_MS), [0, 0, 0, 0, 1000, 0]);
    assert.deepEqual(await store.countTemplates(), [{ source: "app", count: 3 }, { source: "web", count: 1 }]);
  });
});

Deno.test("openSqliteStore() goes on with a file of the first version", async () => {
  await withOldStore(async (store) => {
    const point = { source: "app", host: "node-1", level: "info", mode: "live" as const };
    const points = [{ ...point, template: "a", slotMs: THEN_MS, count: 2 }];
    for (const number of [1, 2]) {
      await store.writeCounters({ agent: "6f1c2b3a", number, points, templates: [], samples: [] }, THEN_MS);
    }
    const counts = await store.templateCounts({ source: "app" });
    assert.equal(counts.find(({ template, level }) => template === "a" && level === "info")?.count, 7);
  });
});

/** Runs `work` with a store on a file as the first version has left it. */
async function withOldStore(work: (store: Store) => Promise<void>): Promise<void> {
  await withDatabasePath(async (path) => {
    {
      using db = new DatabaseSync(path);
      db.exec(version1);
    }
    await using store = openSqliteStore(path, OPTIONS);
    await work(store);
  });
}
