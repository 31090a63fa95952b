import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "./sqlite_store.ts";
import { withDatabasePath } from "./testing/writer_processes.ts";

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 1);

Deno.test("prune() removes series, templates and lines that nothing refers to, and what is counted later is as before", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, { retentionMs: 10 * DAY_MS });
    const write = async (template: string, slotMs: number, number: number) => {
      const row = {
        source: "web",
        id: template,
        text: template,
        sample: template,
        firstSeenMs: slotMs,
        initial: false,
      };
      await store.saveTemplates([{ ...row, updatedMs: slotMs }]);
      await store.saveSamples([{ source: "web", template, line: template, atMs: slotMs }]);
      const point = { source: "web", host: "h", level: "-", template, mode: "live" as const, slotMs, count: 1 };
      await store.writeCounters({ agent: "a", number, points: [point], templates: [], samples: [] }, slotMs);
    };
    await write("old", NOW_MS - 12 * DAY_MS, 1);
    await write("both", NOW_MS - 12 * DAY_MS, 2);
    await write("both", NOW_MS - DAY_MS, 3);
    await write("young", NOW_MS - DAY_MS, 4);
    const survivor = {
      source: "web",
      id: "survivor",
      text: "s",
      sample: "",
      firstSeenMs: 0,
      initial: false,
      updatedMs: 0,
    };
    await store.saveTemplates([survivor, { ...survivor, id: "young", replacedBy: "survivor", updatedMs: NOW_MS }]);
    await store.prune(NOW_MS);
    assert.deepEqual((await store.templates()).map(({ id }) => id), ["both", "survivor", "young"]);
    assert.deepEqual((await store.samples()).map(({ template }) => template).sort(), ["both", "both", "young"]);
    assert.equal(rows(path, "series"), 2);
    await write("old", NOW_MS, 5);
    await write("both", NOW_MS, 6);
    const counts = await store.templateCounts();
    assert.deepEqual(counts.map(({ template, count }) => `${template} ${count}`), ["both 2", "old 1", "young 1"]);
  });
});

Deno.test("prune() removes a source that has nothing left, whose number may be given again", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, { retentionMs: 10 * DAY_MS });
    const point = (source: string, slotMs: number) => {
      return { source, host: "h", level: "-", template: "t", mode: "live" as const, slotMs, count: 1 };
    };
    const write = (source: string, slotMs: number, number: number) => {
      return store.writeCounters(
        { agent: "a", number, points: [point(source, slotMs)], templates: [], samples: [] },
        slotMs,
      );
    };
    await write("gone", NOW_MS - 12 * DAY_MS, 1);
    await store.prune(NOW_MS);
    assert.deepEqual([rows(path, "sources"), rows(path, "series")], [0, 0]);
    await write("next", NOW_MS, 2);
    await write("gone", NOW_MS, 3);
    assert.deepEqual((await store.templateCounts()).map(({ source, count }) => `${source} ${count}`), [
      "gone 1",
      "next 1",
    ]);
  });
});

function rows(path: string, table: string): number {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()!.count);
  } finally {
    db.close();
  }
}
