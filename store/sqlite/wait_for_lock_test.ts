import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { withDatabasePath } from "./testing/writer_processes.ts";
import { beginWriting, waitForLock } from "./wait_for_lock.ts";

Deno.test("waitForLock() tries again while the lock is another's, and throws all else at once", () => {
  const errors = ["database is locked", "database table is locked", "disk I/O error"];
  const work = (): void => {
    const message = errors.shift();
    if (message !== undefined) throw new Error(message);
  };
  assert.throws(() => waitForLock(work), /disk I\/O error/);
  assert.equal(errors.length, 0);
  errors.push("database is locked");
  waitForLock(work);
});

Deno.test("beginWriting() gives up after 2 s, and leaves other statements the time that they wait", async () => {
  await withDatabasePath((path) => {
    using holder = new DatabaseSync(path);
    using waiting = new DatabaseSync(path);
    holder.exec("BEGIN IMMEDIATE");
    const startMs = performance.now();
    assert.throws(() => beginWriting(waiting), /database is locked/);
    assert.ok(performance.now() - startMs >= 2000);
    assert.equal(waiting.prepare("PRAGMA busy_timeout").get()?.timeout, 2000);
    holder.exec("COMMIT");
    beginWriting(waiting);
    assert.ok(waiting.isTransaction);
    return Promise.resolve();
  });
});
