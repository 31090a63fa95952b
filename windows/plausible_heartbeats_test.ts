import assert from "node:assert/strict";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { Outage } from "../store/outage.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { plausibleHeartbeats } from "./plausible_heartbeats.ts";
import { StoreReading } from "./store_reading.ts";

const NOW_MS = Date.UTC(2026, 0, 1);
const FAR_MS = Date.UTC(275_760, 8, 12);
const DAY_MS = 86_400_000;

const HEARTBEAT: SeenHeartbeat = {
  ...{ agent: "a", source: "web", host: "-", read: 0, counted: 0, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0 },
  ...{ watermarkMs: NOW_MS, sinceMs: NOW_MS - 60_000, firstLiveMs: NOW_MS - 60_000, seenMs: NOW_MS },
};

Deno.test("plausibleHeartbeats() leaves out what is far ahead, and promises a minute at most", () => {
  const given = [
    HEARTBEAT,
    { ...HEARTBEAT, agent: "b", watermarkMs: NOW_MS + DAY_MS },
    { ...HEARTBEAT, agent: "c", watermarkMs: FAR_MS },
    { ...HEARTBEAT, agent: "d", sinceMs: FAR_MS },
    { ...HEARTBEAT, agent: "e", firstLiveMs: FAR_MS },
  ];
  assert.deepEqual(plausibleHeartbeats(given, NOW_MS), [
    HEARTBEAT,
    { ...HEARTBEAT, agent: "b", watermarkMs: NOW_MS + 60_000 },
  ]);
});

for (const what of ["watermarkMs", "sinceMs", "firstLiveMs"] as const) {
  Deno.test(`StoreReading makes no windows beyond now for a stored heartbeat with a ${what} of the year 275760`, async () => {
    await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
    const clock = new ManualClock(NOW_MS);
    await store.saveHeartbeats([HEARTBEAT, { ...HEARTBEAT, agent: "b", [what]: FAR_MS }], NOW_MS);
    await store.saveHeartbeats([{ ...HEARTBEAT, source: "alone", watermarkMs: FAR_MS }], NOW_MS);
    const reading = new StoreReading(
      { store, clock, windowMs: 2000, outage: new Outage("", () => {}) },
      new Map([["led far ahead", FAR_MS]]),
    );
    const given: number[] = [];
    let looks = 0;
    for (let isDone = false; !isDone; looks++) {
      assert.ok(looks < 10, "looks without end");
      const look = await reading.look();
      given.push(...look.windows.map(({ endMs }) => endMs));
      isDone = look.isDone;
    }
    assert.equal(Math.max(...given), NOW_MS);
    assert.equal(given.length, 29);
  });
}
