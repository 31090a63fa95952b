import assert from "node:assert/strict";
import { pendingCalls } from "./pending_calls.ts";

Deno.test("pendingCalls() become fewer as a source is watched for longer", () => {
  const counts = [0, 60_000, 4 * 60_000, 10 * 60_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000].map((watchedMs) =>
    pendingCalls(watchedMs).length
  );
  assert.deepEqual(counts, [7, 6, 5, 4, 2, 1, 0]);
  assert.match(pendingCalls(0)[0] ?? "", /\(after 1 min\)$/);
});
