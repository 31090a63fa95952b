import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { StoreRefusedError, StoreUnavailableError } from "../store_errors.ts";
import { translateError } from "./translate_error.ts";

const CONTEXT = { action: "write counters to", store: "sqlite:x.db" };

Deno.test("translateError() calls a full disk unavailable and names the remedy", () => {
  const error = translateError(errorOf("PRAGMA max_page_count = 2; CREATE TABLE u (x); CREATE TABLE v (x)"), CONTEXT);
  assert.ok(error instanceof StoreUnavailableError);
  assert.equal(error.message, 'Cannot write counters to "sqlite:x.db": the disk is full; free some space');
});

Deno.test("translateError() calls a read-only database unavailable and names the remedy", () => {
  const error = translateError(errorOf("PRAGMA query_only = 1; INSERT INTO t VALUES (1)"), CONTEXT);
  assert.ok(error instanceof StoreUnavailableError);
  assert.match(error.message, /read-only; make it writable or choose another with --store sqlite:PATH$/);
});

Deno.test("translateError() calls a row that breaks the schema refused", () => {
  const error = translateError(errorOf("INSERT INTO t VALUES (NULL)"), CONTEXT);
  assert.ok(error instanceof StoreRefusedError);
  assert.match(error.message, /NOT NULL constraint failed: t\.x$/);
});

Deno.test("translateError() calls any other SQLite error unavailable and keeps its message and cause", () => {
  const cause = errorOf("SELECT * FROM missing");
  const error = translateError(cause, CONTEXT);
  assert.ok(error instanceof StoreUnavailableError);
  assert.equal(error.message, 'Cannot write counters to "sqlite:x.db": no such table: missing');
  assert.equal(error.cause, cause);
});

for (const error of [new RangeError("unaligned"), new TypeError("locked out"), new StoreRefusedError("no"), "text"]) {
  Deno.test(`translateError() returns ${error} as it is`, () => {
    assert.equal(translateError(error, CONTEXT), error);
  });
}

function errorOf(sql: string): unknown {
  const db = new DatabaseSync(":memory:");
  try {
    db.exec("CREATE TABLE t (x NOT NULL)");
    db.exec(sql);
  } catch (error) {
    return error;
  } finally {
    db.close();
  }
  throw new Error(`Expected an error of ${sql}`);
}
