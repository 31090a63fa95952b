import assert from "node:assert/strict";
import { Chalk } from "chalk";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Run } from "./judge_run.ts";
import type { Scenario } from "./scenario.ts";
import { verdictTable } from "./verdict_table.ts";

const scenario: Scenario = {
  ...{ name: "demo0_test", summary: "", baseRate: 100 },
  phases: [{ name: "spike", lines: 0, rate: 1, messages: [] }],
  expected: [{ kind: "frequency", from: "spike" }],
};
const run: Run = {
  ...{ scenario, anomalies: [], windows: [], windowMs: 2000, slotMs: 1000 },
  phases: [{ phase: scenario.phases[0]!, startMs: 10_000, endMs: 20_000 }],
};
const episode = (kind: Anomaly["kind"]): Anomaly => ({
  ...{ id: kind, kind, source: "s", template: "*", title: `a ${kind}`, text: "", severity: "warning", label: null },
  ...{ startMs: 12_000, endMs: 20_000, windowMs: 2000, actual: 2000, expected: 200, threshold: 240, score: 9 },
  ...{ sample: "", savedMs: 14_050, parent: null },
});
const found = { expectation: scenario.expected[0]!, episode: episode("frequency"), fault: null };

function tableOf(verdict: Parameters<typeof verdictTable>[0]): string {
  return verdictTable(verdict, run, { palette: new Chalk({ level: 0 }) });
}

Deno.test("verdictTable() says what was called as expected, when and how soon, and that it is all", () => {
  const table = tableOf({ findings: [found], besides: [], agrees: true });
  assert.match(table, /frequency from spike.*frequency: .*│ 2 s +│ \+50 ms +│ 1,000\/s +│ as expected/);
  assert.match(table, /demo0_test: as expected, and nothing else called$/);
});

Deno.test("verdictTable() shows what was called beside it, and what should not have been", () => {
  const besides = tableOf({ findings: [found], besides: [episode("mix")], agrees: true });
  assert.match(besides, /its kind is not spoken of.*mix: .*beside it/);
  assert.match(besides, /as expected, and nothing but other views of it called$/);
  const unexpected = { expectation: null, episode: episode("drop"), fault: "not expected" };
  assert.match(tableOf({ findings: [found, unexpected], besides: [], agrees: false }), /nothing.*drop: .*not expected/);
});
