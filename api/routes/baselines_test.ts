import assert from "node:assert/strict";
import { openTestApi, START_MS } from "../testing/test_api.ts";

const ROW = { source: "web", template: "*", windowStartMs: START_MS, actual: 5, expected: 4, lower: 0, upper: 9 };

Deno.test("GET /api/baselines gives a series over the range, the last hour by default", async () => {
  await using api = openTestApi();
  await api.store.saveBaselines([ROW, { ...ROW, template: "t1", windowStartMs: START_MS + 2000 }]);
  await api.clock.advance(10_000);
  assert.deepEqual((await api.get("/api/baselines?source=web")).body, [ROW]);
  assert.equal((await api.get("/api/baselines?source=web&template=t1")).body.length, 1);
  assert.deepEqual((await api.get("/api/baselines?source=web&from=-5s")).body, []);
  assert.deepEqual((await api.get("/api/baselines?source=web&to=-1h")).body, []);
});

Deno.test("GET /api/baselines without a source is refused with 400", async () => {
  await using api = openTestApi();
  assert.equal((await api.get("/api/baselines")).status, 400);
});
