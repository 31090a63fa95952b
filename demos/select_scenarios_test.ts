import assert from "node:assert/strict";
import { SCENARIOS } from "./scenarios/scenarios.ts";
import { selectScenarios } from "./select_scenarios.ts";

const names = (given: string[]) => selectScenarios(given, SCENARIOS).map((scenario) => scenario.name);

Deno.test("selectScenarios() takes prefixes, full names and all, each once", () => {
  assert.deepEqual(names(["demo4"]), ["demo4_gradual_escalation"]);
  assert.deepEqual(names(["demo2_pattern_anomaly", "demo1"]), ["demo2_pattern_anomaly", "demo1_frequency_spike"]);
  assert.equal(names(["demo3", "all"]).length, SCENARIOS.length);
});

Deno.test("selectScenarios() refuses what no scenario, or more than one, begins with", () => {
  assert.throws(() => names(["demo"]), /"demo": expected one of demo1_/);
  assert.throws(() => names(["demo0"]), /"demo0": expected all, or one of demo1_/);
});
