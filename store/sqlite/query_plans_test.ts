import assert from "node:assert/strict";
import { openConnection } from "./open_connection.ts";
import * as queries from "./queries.ts";

/** What grows with what is logged. */
const LARGE = /^SCAN (templates|series|counts|hours|samples|points|point_series|annotations|alarms|baselines)\b/;
/** Those that want all rows, or come once an hour. */
const WHOLE = ["ANOMALIES_BY_KIND", "DELETE_SAMPLES", "DELETE_SOURCES", "SAMPLES", "TEMPLATES", "TEMPLATES_BY_SOURCE"];
/** In order of time, up to the first row that is wanted. */
const ORDERED = ["LATEST_ANOMALY"];

Deno.test("no query goes through a whole table of what grows, but for those that want all of it", () => {
  using db = openConnection(":memory:");
  const scanning = Object.entries(queries).filter(([, sql]) => typeof sql === "string").filter(([, sql]) => {
    const values = Object.fromEntries([...String(sql).matchAll(/:(\w+)/g)].map(([, name]) => [name!, null]));
    return db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values).some(({ detail }) => LARGE.test(detail));
  });
  assert.deepEqual(scanning.map(([name]) => name).sort(), [...WHOLE, ...ORDERED].sort());
});
