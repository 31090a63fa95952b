import assert from "node:assert/strict";
import type { HeartbeatStore } from "../ports/heartbeats.ts";
import { type ContractCase, heartbeat, NOW_MS, ODD_TEXT, START_MS } from "./contract_fixtures.ts";

/** Heartbeats of agents. */
export const HEARTBEAT_CASES: readonly ContractCase<HeartbeatStore>[] = [
  {
    sentence: "heartbeats() gives the newest of each agent and source",
    async check(store) {
      const other = heartbeat({
        agent: "agent-2",
        source: ODD_TEXT,
        firstLiveMs: START_MS,
        lost: { gone: 3 },
        rejectedBy: { retention: 2 },
        pastBytes: 0,
      });
      await store.saveHeartbeats([heartbeat({ read: 1 }), heartbeat({ source: "web" }), other], NOW_MS);
      await store.saveHeartbeats([heartbeat({ read: 2, firstLiveMs: START_MS })], NOW_MS + 1000);
      await store.saveHeartbeats([heartbeat({ read: 2, firstLiveMs: START_MS })], NOW_MS + 1000);
      const rows = await store.heartbeats();
      const of = (agent: string, source: string) => rows.filter((row) => row.agent === agent && row.source === source);
      assert.equal(rows.length, 3);
      assert.deepEqual(of("agent-1", "app"), [
        { ...heartbeat({ read: 2, firstLiveMs: START_MS }), seenMs: NOW_MS + 1000 },
      ]);
      assert.deepEqual(of("agent-1", "web"), [{ ...heartbeat({ source: "web" }), seenMs: NOW_MS }]);
      assert.deepEqual(of("agent-2", ODD_TEXT), [{ ...other, seenMs: NOW_MS }]);
    },
  },
  {
    sentence: "heartbeats() keeps those seen at or after seenSinceMs",
    async check(store) {
      await store.saveHeartbeats([heartbeat({ source: "old" })], NOW_MS - 5000);
      await store.saveHeartbeats([heartbeat({ source: "new" })], NOW_MS);
      const sources = async (seenSinceMs: number) =>
        (await store.heartbeats({ seenSinceMs })).map((row) => row.source).sort();
      assert.deepEqual(await sources(NOW_MS - 5000), ["new", "old"]);
      assert.deepEqual(await sources(NOW_MS - 4999), ["new"]);
      assert.deepEqual(await sources(NOW_MS + 1), []);
    },
  },
  {
    sentence: "saveHeartbeats() of one that was seen earlier keeps the newer",
    async check(store) {
      await store.saveHeartbeats([heartbeat({ read: 2 })], NOW_MS);
      await store.saveHeartbeats([heartbeat({ read: 1 })], NOW_MS - 1000);
      assert.deepEqual(await store.heartbeats(), [{ ...heartbeat({ read: 2 }), seenMs: NOW_MS }]);
    },
  },
];
