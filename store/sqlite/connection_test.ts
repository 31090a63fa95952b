import assert from "node:assert/strict";
import { openConnection } from "./open_connection.ts";

Deno.test("Connection takes a statement's values by name, in any order and any number of times", () => {
  using db = openConnection(":memory:");
  const sql = "SELECT :b AS b, :a AS a, :b || :a AS both";
  assert.deepEqual(db.all(sql, { a: "1", b: "2", other: "3" }), [{ b: "2", a: "1", both: "21" }]);
  assert.deepEqual(db.first(sql, { a: null, b: 7 }), { b: 7, a: null, both: null });
  assert.deepEqual(db.arrays("SELECT :a, 5", { a: 4 }), [[4, 5]]);
});

Deno.test("Connection refuses a statement of which a value is missing", () => {
  using db = openConnection(":memory:");
  assert.throws(() => db.all("SELECT :a", { b: 1 }), /Cannot run a statement without "a"/);
});
