import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { FieldValue, LinePoint } from "../../core/line_point.ts";
import { StoreUnavailableError } from "../store_errors.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { writerBatch } from "./testing/writer.ts";
import { withDatabasePath } from "./testing/writer_processes.ts";

const HOUR_MS = 3_600_000;
const OPTIONS = { retentionMs: Infinity };

Deno.test("openSqliteStore() keeps its log fsynced at each commit and readers apart from the writer", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, OPTIONS);
    await store.writeCounters(writerBatch("agent", 0), 0);
    using db = new DatabaseSync(path);
    assert.equal(db.prepare("PRAGMA journal_mode").get()?.journal_mode, "wal");
    db.exec("BEGIN; SELECT count(*) FROM counts");
    await store.writeCounters(writerBatch("agent", 1), 0);
    assert.equal(db.prepare("SELECT count(*) AS count FROM log_counts").get()?.count, 100);
    db.exec("COMMIT");
    assert.equal(db.prepare("SELECT sum(count) AS count FROM log_counts WHERE agent = 'agent'").get()?.count, 200);
  });
});

Deno.test("writeCounters() is unavailable while another process keeps the database locked, and works afterwards", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, OPTIONS);
    using other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    await assert.rejects(store.writeCounters(writerBatch("agent", 0), 0), (error) => {
      assert.ok(error instanceof StoreUnavailableError);
      return /another process keeps it locked/.test(error.message);
    });
    assert.deepEqual(await store.templateCounts(), []);
    other.exec("ROLLBACK");
    assert.equal((await store.writeCounters(writerBatch("agent", 0), 0)).stored, 100);
  });
});

Deno.test("writeCounters() and health() say that the file was deleted instead of writing into nowhere", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, OPTIONS);
    await store.health();
    await Deno.remove(path);
    for (const attempt of [() => store.writeCounters(writerBatch("agent", 0), 0), () => store.health()]) {
      await assert.rejects(attempt, (error) => {
        assert.ok(error instanceof StoreUnavailableError);
        return /deleted or replaced; start LogIQ again/.test(error.message);
      });
    }
  });
});

Deno.test("a closed store is unavailable, and closing it again does nothing", async () => {
  const store = openSqliteStore(":memory:", OPTIONS);
  await store[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await assert.rejects(store.templates(), (error) => {
    assert.ok(error instanceof StoreUnavailableError);
    return error.message === 'Cannot read store "sqlite::memory:": the store is closed';
  });
});

Deno.test("writeCounters() of a batch that breaks off leaves nothing of it", async () => {
  await using store = openSqliteStore(":memory:", OPTIONS);
  const { points, ...rest } = writerBatch("agent", 0);
  const broken = { ...rest, points: [...points, { ...points[0], slotMs: NaN }, { ...points[0], count: NaN }] };
  await assert.rejects(store.writeCounters(broken, 0));
  assert.deepEqual(await store.templateCounts(), []);
});

Deno.test("writeCounters() of a known point with another count replaces it in every sum", async () => {
  await using store = openSqliteStore(":memory:", OPTIONS);
  const { points, ...rest } = writerBatch("agent", 0);
  const { slotMs } = points[0];
  await store.writeCounters({ ...rest, points }, 0);
  await store.writeCounters({ ...rest, points: points.map((point) => ({ ...point, count: 5 })) }, 0);
  assert.deepEqual(new Set((await store.templateCounts()).map((row) => row.count)), new Set([5]));
  const [{ total }] = await store.sourceWindows({ fromMs: slotMs, toMs: slotMs + 1000, windowMs: 1000 });
  assert.equal(total, 500);
});

Deno.test("prune() deletes counters, baselines, heartbeats and points older than the retention by whole hours", async () => {
  const retentionMs = 24 * HOUR_MS;
  const nowMs = 1_700_000_000_000 - 1_700_000_000_000 % HOUR_MS + HOUR_MS / 2;
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, { retentionMs });
    const [point] = writerBatch("agent", 0).points;
    const points = [-10, -5, 0, 1, 20].map((hour) => ({ ...point, slotMs: nowMs - retentionMs + hour * HOUR_MS }));
    await store.writeCounters({ ...writerBatch("agent", 0), points }, points[0].slotMs + retentionMs);
    await store.saveBaselines(points.map(({ slotMs: windowStartMs }) => ({ ...BAND, windowStartMs })));
    await store.writePoints(points.map(({ slotMs }) => linePoint(BigInt(slotMs) * 1_000_000n)));
    await store.prune(nowMs);
    await store.prune(nowMs);
    const kept = points.slice(2).map(({ slotMs }) => slotMs);
    using db = new DatabaseSync(path);
    const column = (sql: string) => db.prepare(sql).all().map((row) => Object.values(row)[0]);
    assert.deepEqual(column("SELECT slot_ms FROM counts"), kept);
    assert.deepEqual(column("SELECT first_slot_ms FROM hours"), kept);
    assert.deepEqual(column("SELECT window_start_ms FROM baselines"), kept);
    assert.deepEqual(column("SELECT DISTINCT time_ns / 1000000 FROM points"), kept);
    assert.equal((await store.templateCounts())[0].count, 3);
  });
});

Deno.test("prune() forgets a reply after two days and not before", async () => {
  await using store = openSqliteStore(":memory:", OPTIONS);
  await store.rememberReply("key", "reply", 0);
  await store.prune(47 * HOUR_MS);
  assert.equal(await store.recallReply("key"), "reply");
  await store.prune(49 * HOUR_MS);
  assert.equal(await store.recallReply("key"), null);
});

Deno.test("writePoints() keeps every kind of field exactly and merges fields of the same tags and time", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, OPTIONS);
    const timeNs = 1_700_000_000_123_456_789n;
    await store.writePoints([linePoint(timeNs)]);
    await store.writePoints([{ ...linePoint(timeNs), fields: new Map([["load", { kind: "float", value: 1 }]]) }]);
    using db = new DatabaseSync(path);
    const statement = db.prepare(
      "SELECT time_ns, measurement, tags, field, kind, value FROM points JOIN point_series s ON s.id = series",
    );
    statement.setReadBigInts(true);
    const rows = statement.all();
    assert.deepEqual(
      new Set(rows.map((row) => JSON.stringify([row.time_ns, row.measurement, row.tags].map(String)))),
      new Set([JSON.stringify([String(timeNs), "cpu", '{"a":"2","b":"1"}'])]),
    );
    assert.deepEqual(rows.map((row) => [row.field, row.kind, row.value]), [
      ["huge", "unsigned", "18446744073709551615"],
      ["load", "float", 1],
      ["low", "integer", -(2n ** 63n)],
      ["off", "boolean", 0n],
      ["text", "string", "12"],
    ]);
  });
});

const BAND = { source: "app", template: "*", actual: 1, expected: 1, lower: 0, upper: 2 };

function linePoint(timeNs: bigint): LinePoint {
  return {
    measurement: "cpu",
    tags: new Map([["b", "1"], ["a", "2"]]),
    fields: new Map<string, FieldValue>([
      ["load", { kind: "float", value: 0.5 }],
      ["low", { kind: "integer", value: -(2n ** 63n) }],
      ["huge", { kind: "unsigned", value: 2n ** 64n - 1n }],
      ["off", { kind: "boolean", value: false }],
      ["text", { kind: "string", value: "12" }],
    ]),
    timeNs,
  };
}
