import assert from "node:assert/strict";
import { AgentRuns } from "./agent_runs.ts";

Deno.test("AgentRuns tells a run that goes on although another one of its agent has begun", () => {
  const runs = new AgentRuns();
  const heard = [["a", "1"], ["a", "1"], ["b", "1"], ["a", "2"], ["a", "2"], ["a", "1"], ["a", "2"], ["a", "3"], [
    "a",
    "1",
  ]];
  const superseded = heard.map(([agent, run]) => runs.isSuperseded(agent!, run!));
  assert.deepEqual(superseded, [false, false, false, false, false, true, false, false, true]);
});

Deno.test("AgentRuns holds no more than it needs, whatever is sent", () => {
  const runs = new AgentRuns();
  for (let i = 0; i < 30_000; i++) runs.isSuperseded(`agent ${i}`, "1");
  for (let i = 0; i < 100; i++) assert.equal(runs.isSuperseded("a", `${i}`), false);
  assert.deepEqual(["99", "98", "80", "5"].map((run) => runs.isSuperseded("a", run)), [false, true, true, false]);
});
