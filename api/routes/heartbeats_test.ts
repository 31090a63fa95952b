import assert from "node:assert/strict";
import type { Heartbeat } from "../../core/heartbeat.ts";
import { openTestApi, START_MS } from "../testing/test_api.ts";

const HEARTBEAT: Heartbeat = {
  agent: "a1",
  source: "web",
  host: "h1",
  read: 3,
  counted: 3,
  rejected: 0,
  lagBytes: 40,
  lagMs: 20,
  watermarkMs: START_MS,
  sinceMs: START_MS,
  firstLiveMs: null,
  spoolBytes: 9,
};

Deno.test("GET /api/heartbeats gives the newest of each agent and source with its age", async () => {
  await using api = openTestApi();
  await api.store.saveHeartbeats([HEARTBEAT], START_MS);
  await api.clock.advance(1500);
  assert.deepEqual((await api.get("/api/heartbeats")).body, [{ ...HEARTBEAT, seenMs: START_MS, ageMs: 1500 }]);
});

Deno.test("GET /api/heartbeats?since leaves out agents that were silent since", async () => {
  await using api = openTestApi();
  await api.store.saveHeartbeats([HEARTBEAT], START_MS);
  await api.clock.advance(60_000);
  await api.store.saveHeartbeats([{ ...HEARTBEAT, agent: "a2" }], START_MS + 60_000);
  const { body } = await api.get("/api/heartbeats?since=-30s");
  assert.deepEqual(body.map(({ agent }: Heartbeat) => agent), ["a2"]);
  assert.equal((await api.get("/api/heartbeats?since=soon")).status, 400);
});
