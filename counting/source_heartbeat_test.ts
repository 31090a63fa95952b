import assert from "node:assert/strict";
import { slotStart } from "./slot_time.ts";
import { sourceHeartbeat } from "./source_heartbeat.ts";

const teller = { agent: "a", host: "h", openSlotMs: 9_000 };
const standing = { source: "s", totals: { read: 7, counted: 7, firstLiveMs: 2_000 }, sinceMs: 1_000 };

Deno.test("sourceHeartbeat() vouches for what is before the open slot and before what is on its way", () => {
  assert.equal(sourceHeartbeat(teller, { ...standing, unstoredMs: Infinity }).watermarkMs, 9_000);
  assert.equal(sourceHeartbeat(teller, { ...standing, unstoredMs: 6_000 }).watermarkMs, 6_000);
});

Deno.test("sourceHeartbeat() conserves lines: what is read is counted or rejected", () => {
  const { read, counted, rejected } = sourceHeartbeat(teller, {
    ...standing,
    unstoredMs: Infinity,
    rejectedBy: { retention: 3 },
  });
  assert.deepEqual([read, counted, rejected], [7, 4, 3]);
});

Deno.test("sourceHeartbeat() conserves lines that are lost, too, before they were counted or with a batch", () => {
  const totals = { read: 12, counted: 10, firstLiveMs: 2_000, lost: { gone: 2 } };
  const { read, counted, rejected, lost } = sourceHeartbeat(teller, {
    ...standing,
    totals,
    unstoredMs: Infinity,
    rejectedBy: { retention: 3 },
    spoiled: 1,
  });
  assert.deepEqual([read, counted, rejected, lost], [12, 6, 3, { gone: 2, spool: 1 }]);
});

Deno.test("slotStart() aligns slots to the epoch", () => {
  assert.deepEqual([0, 999, 1_000, 2_999].map((timeMs) => slotStart(timeMs, 1_000)), [0, 0, 1_000, 2_000]);
});
