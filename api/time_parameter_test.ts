import assert from "node:assert/strict";
import { timeRange } from "./time_parameter.ts";

const NOW = Date.UTC(2026, 0, 31, 12);

Deno.test("timeRange() takes open ends and refuses an empty range", () => {
  assert.deepEqual(timeRange(new URLSearchParams(""), NOW), {});
  assert.deepEqual(timeRange(new URLSearchParams("from=-1h"), NOW), { fromMs: NOW - 3_600_000 });
  assert.throws(() => timeRange(new URLSearchParams("from=now&to=-1h"), NOW), /expected from before to/);
  assert.throws(
    () => timeRange(new URLSearchParams("from=soon"), NOW),
    /Cannot read from "soon": expected an ISO 8601/,
  );
});
