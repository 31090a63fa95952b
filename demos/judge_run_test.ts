import assert from "node:assert/strict";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { anAnomaly } from "../core/detection/testing/an_anomaly.ts";
import { judgeRun, type Run } from "./judge_run.ts";
import type { Phase, Scenario } from "./scenario.ts";

const message = { level: "ERROR", text: "Disk {number} failed" } as const;
const phase = (name: string, rate: number): Phase => ({ name, rate, lines: 0, messages: [message] });
const scenario: Scenario = {
  name: "demo9_test",
  summary: "",
  baseRate: 100,
  phases: [phase("normal", 1), phase("2x", 2), phase("5x", 5)],
  expected: [{ kind: "frequency", from: "2x", until: "5x", rising: true }, { kind: "pattern", from: "2x", message }],
};
const episode = (changes: Partial<Anomaly>): Anomaly => anAnomaly({ endMs: 24_000, savedMs: 12_050, ...changes });
const pattern = episode({ id: "2", kind: "pattern", template: "t", sample: "ERROR Disk 7 failed", endMs: 12_000 });
const run = (changes: Partial<Run>): Run => ({
  scenario,
  phases: [
    { phase: scenario.phases[0], startMs: 0, endMs: 9_900 },
    { phase: scenario.phases[1], startMs: 10_000, endMs: 16_900 },
    { phase: scenario.phases[2], startMs: 17_000, endMs: 24_500 },
  ],
  anomalies: [episode({}), pattern],
  windows: [10, 12, 14, 16, 18, 20, 22].map((s) => ({
    windowStartMs: s * 1000,
    actual: s < 16 ? 400 : 1000,
    upper: 240,
  })),
  windowMs: 2000,
  slotMs: 1000,
  ...changes,
});

Deno.test("judgeRun() bears lines that are counted half a slot early or late, and no more", () => {
  const faultsOf = (startMs: number, endMs: number) => {
    const phases = [run({}).phases[0], { phase: scenario.phases[1], startMs, endMs: 16_900 }, {
      phase: scenario.phases[2],
      startMs: 17_000,
      endMs,
    }];
    return judgeRun(run({ phases, anomalies: [episode({ startMs: 8_000, endMs: 26_000 }), pattern] })).findings[0]
      .fault;
  };
  assert.equal(faultsOf(10_400, 23_600), null);
  assert.match(faultsOf(10_600, 23_600)!, /began 2000 ms before/);
  assert.match(faultsOf(10_400, 23_400)!, /ended 2000 ms after/);
});

Deno.test("judgeRun() agrees where each expectation has its episode and nothing else was called", () => {
  assert.deepEqual(judgeRun(run({})).findings.map(({ fault }) => fault), [null, null]);
});

Deno.test("judgeRun() passes over details of another episode", () => {
  assert.ok(
    judgeRun(run({ anomalies: [episode({}), pattern, episode({ id: "3", template: "x", parent: "1" })] })).agrees,
  );
});

const mixed = episode({ id: "5", kind: "mix", startMs: 12_000 });

Deno.test("judgeRun() passes a kind that neither this scenario nor all speak of, while what is expected goes on", () => {
  const { agrees, besides } = judgeRun(run({ anomalies: [episode({}), pattern, mixed] }));
  assert.ok(agrees);
  assert.deepEqual(besides, [mixed]);
});

Deno.test("judgeRun() holds a scenario to each kind that it expects", () => {
  const expected = [...scenario.expected, { kind: "mix", from: "5x" } as const];
  const found = (anomalies: Anomaly[]) => judgeRun(run({ scenario: { ...scenario, expected }, anomalies }));
  const late = episode({ id: "6", kind: "mix", startMs: 18_000 });
  assert.ok(found([episode({}), pattern, late]).agrees);
  assert.match(found([episode({}), pattern]).findings[2].fault!, /not detected/);
  assert.match(found([episode({}), pattern, late, { ...late, template: "x" }]).findings[3].fault!, /not expected/);
});

const faults: [string, Partial<Run>, RegExp][] = [
  ["a missing episode", { anomalies: [pattern] }, /not detected/],
  [
    "an episode that nobody expected",
    { anomalies: [episode({}), pattern, episode({ id: "3", template: "x" })] },
    /not expected/,
  ],
  [
    "a second episode of what is expected once",
    { anomalies: [episode({}), episode({ id: "4" }), pattern] },
    /not expected/,
  ],
  [
    "another kind before the attack",
    { anomalies: [episode({}), pattern, { ...mixed, startMs: 6_000 }] },
    /not expected/,
  ],
  ["another kind that outlasts it", { anomalies: [episode({}), pattern, { ...mixed, endMs: 30_000 }] }, /not expected/],
  [
    "a kind that all scenarios speak of",
    { anomalies: [episode({}), pattern, { ...mixed, kind: "drop" }] },
    /not expected/,
  ],
  ["an early begin", { anomalies: [episode({ startMs: 6_000 }), pattern] }, /4000 ms before/],
  ["a late begin", { anomalies: [episode({ startMs: 14_000 }), pattern] }, /4000 ms after the first/],
  ["a late end", { anomalies: [episode({ endMs: 30_000 }), pattern] }, /ended 4000 ms after/],
  ["a step that was not called", {
    windows: run({}).windows.map((window) => ({ ...window, upper: window.windowStartMs === 12_000 ? 500 : 240 })),
  }, /2x: 1 of 3 complete windows were not called/],
  [
    "a step of which a window was not watched",
    { windows: run({}).windows.filter((window) => window.windowStartMs !== 12_000) },
    /2x: 2 of 3 complete windows were watched/,
  ],
  [
    "peaks that do not rise",
    { windows: run({}).windows.map((window) => ({ ...window, actual: 400 })) },
    /5x: its peak/,
  ],
];
for (const [what, changes, expected] of faults) {
  Deno.test(`judgeRun() finds ${what}`, () => {
    const { agrees, findings } = judgeRun(run(changes));
    assert.ok(!agrees);
    assert.match(findings.map(({ fault }) => fault ?? "").join("; "), expected);
  });
}
