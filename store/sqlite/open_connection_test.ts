import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { StoreRefusedError, StoreUnavailableError } from "../store_errors.ts";
import { MIGRATIONS } from "./migrations.ts";
import { openSqliteStore } from "./sqlite_store.ts";
import { writerBatch } from "./testing/writer.ts";
import { withDatabasePath } from "./testing/writer_processes.ts";

const OPTIONS = { retentionMs: Infinity };

Deno.test("openSqliteStore() creates missing folders and keeps its data", async () => {
  await withDatabasePath(async (path) => {
    const nested = path.replace("store.db", "a b/ü/store.db");
    for (const number of [0, 1]) {
      await using store = openSqliteStore(nested, OPTIONS);
      assert.equal(store.description, `sqlite:${nested}`);
      assert.equal((await store.templateCounts())[0]?.count ?? 0, number);
      await store.writeCounters(writerBatch("agent", number), 0);
    }
  });
});

Deno.test("openSqliteStore() refuses a folder", async () => {
  await withDatabasePath(async (path) => {
    await Deno.mkdir(path);
    assert.throws(() => openSqliteStore(path, OPTIONS), (error) => {
      assert.ok(error instanceof StoreRefusedError);
      return error.message === `Cannot open store "sqlite:${path}": expected a file, and that is a folder`;
    });
  });
});

Deno.test("openSqliteStore() refuses another program's database and leaves it alone", async () => {
  await withDatabasePath(async (path) => {
    using other = new DatabaseSync(path);
    other.exec("CREATE TABLE theirs (x)");
    assert.throws(() => openSqliteStore(path, OPTIONS), (error) => {
      assert.ok(error instanceof StoreRefusedError);
      return /another program; choose another with --store sqlite:PATH$/.test(error.message);
    });
    assert.deepEqual(other.prepare("SELECT name FROM sqlite_schema").all().map((row) => row.name), ["theirs"]);
    await Promise.resolve();
  });
});

Deno.test("openSqliteStore() refuses the schema of a newer LogIQ", async () => {
  await withDatabasePath(async (path) => {
    await openSqliteStore(path, OPTIONS)[Symbol.asyncDispose]();
    using db = new DatabaseSync(path);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    assert.throws(() => openSqliteStore(path, OPTIONS), (error) => {
      assert.ok(error instanceof StoreRefusedError);
      return /newer LogIQ; update this one/.test(error.message);
    });
  });
});

Deno.test("A store that a newer LogIQ has changed takes no more of an older one that runs on, and says so", async () => {
  await withDatabasePath(async (path) => {
    await using store = openSqliteStore(path, OPTIONS);
    await store.writeCounters(writerBatch("agent", 0), 0);
    using newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    await assert.rejects(() => store.writeCounters(writerBatch("agent", 1), 0), (error) => {
      assert.ok(error instanceof StoreUnavailableError);
      return /a newer LogIQ has changed its schema; end this one and start that$/.test(error.message);
    });
    assert.equal((await store.templateCounts())[0]?.count, 1);
  });
});

Deno.test("openSqliteStore() says that a file is not a database and leaves it alone", async () => {
  await withDatabasePath(async (path) => {
    const text = "Nov 22 18:00:00 node-1 sshd[1]: a log, not a database\n".repeat(50);
    await Deno.writeTextFile(path, text);
    assert.throws(() => openSqliteStore(path, OPTIONS), (error) => {
      assert.ok(error instanceof StoreUnavailableError);
      return /the file is not a SQLite database; move it away/.test(error.message);
    });
    assert.equal(await Deno.readTextFile(path), text);
  });
});

Deno.test("openSqliteStore() says that a folder cannot be created", async () => {
  await withDatabasePath(async (path) => {
    await Deno.writeTextFile(path, "");
    assert.throws(() => openSqliteStore(`${path}/below/store.db`, OPTIONS), (error) => {
      assert.ok(error instanceof StoreUnavailableError);
      return /its folder cannot be created; choose another/.test(error.message);
    });
  });
});
