import assert from "node:assert/strict";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { calibrate, isByBudget } from "./calibration.ts";
import { labelThreshold } from "./label_threshold.ts";

const DAY_MS = 86_400_000;

function incident(perDay: number, label: Anomaly["label"] = null, mostPerDay?: number): Anomaly {
  const member = { kind: "spike", source: "web", template: "*", startMs: 0, endMs: 1, actual: 1, expected: 0 };
  return {
    ...{ id: String(perDay), kind: "spike", source: "web", template: "*", title: "", text: "", severity: "info" },
    ...{ startMs: 0, endMs: 1, windowMs: 1, actual: 1, expected: 0, threshold: 0, score: 1, sample: "", savedMs: 1 },
    ...{ parent: null, label },
    incident: {
      members: [{ ...member, lower: 0, upper: 0, perDay, spanMs: 1, ...(mostPerDay && { mostPerDay }) }],
      more: 0,
      adopted: false,
    },
  };
}

Deno.test("calibrate() counts findings by how far they are from the threshold, against what chance allows", () => {
  const { wanted, bound, seen, days, findings } = calibrate([0.1, 0.05, 0.002, 1e-9].map((each) => incident(each)), {
    perDay: 1,
    spanMs: 2 * DAY_MS,
    series: 100,
  });
  assert.deepEqual([wanted, bound, seen, days], [1, 3, 4, 2]);
  assert.deepEqual(findings.map(({ share, count }) => [share, count]), [[1, 4], [0.1, 2], [0.01, 1], [0.001, 1]]);
  assert.equal(findings[0]?.most, 6);
});

const NEAR = (count: number) => Array.from({ length: count }, (_, at) => incident(0.1 - at * 1e-4));
const WRONG = (count: number) => Array.from({ length: count }, () => incident(1e-9, "false"));

const VERDICTS: readonly (readonly [string, Anomaly[], number, boolean | null])[] = [
  ["a few findings near the threshold", NEAR(5), 2 * DAY_MS, true],
  ["many findings near the threshold", NEAR(20), 2 * DAY_MS, false],
  ["many findings far from it", [...NEAR(1), ...Array.from({ length: 50 }, () => incident(1e-9))], 2 * DAY_MS, true],
  ["a few labelled false", WRONG(4), 2 * DAY_MS, true],
  ["many labelled false", WRONG(20), 2 * DAY_MS, false],
  ["one finding of each kind, all far from it", [incident(1e-9)], 2 * DAY_MS, true],
  ["an hour", NEAR(20), DAY_MS / 24, null],
];

for (const [what, anomalies, spanMs, holds] of VERDICTS) {
  Deno.test(`calibrate() says ${holds} of ${what}`, () => {
    assert.equal(calibrate(anomalies, { perDay: 1, spanMs, series: 100 }).holds, holds);
  });
}

Deno.test("calibrate() takes what findings know of their own thresholds, and tells the newest of each kind", () => {
  const anomalies = [incident(0.1, null, 0.2), incident(1e-9, null, 2e-8), incident(1e-9, null, 0.5)];
  const { findings, thresholds } = calibrate(anomalies, { perDay: 1, spanMs: DAY_MS, series: 100 });
  assert.deepEqual(findings.map(({ count }) => count), [3, 2, 1, 1]);
  assert.deepEqual(thresholds, { spike: 0.5 });
});

const LABELLED: readonly (readonly [string, Anomaly[], ReturnType<typeof labelThreshold>])[] = [
  [
    "keeps true incidents apart from false ones, where it can",
    [incident(0.1, "false", 1), incident(0.2, "false", 10), incident(0.01, "true", 1), incident(1e-6, "true", 1)],
    { share: Math.sqrt(0.02 * 0.01), keepsTrue: 2, ofTrue: 2, keepsFalse: 0, ofFalse: 2 },
  ],
  [
    "is the one there was, as long as nothing false is called",
    [incident(1e-6, "true", 1), incident(0.5, null, 1)],
    { share: 1, keepsTrue: 1, ofTrue: 1, keepsFalse: 0, ofFalse: 0 },
  ],
  [
    "is the one there was, where what is false is no matter of chance",
    [incident(1e-6, "true", 1), incident(1e-60, "false", 1)],
    { share: 1, keepsTrue: 1, ofTrue: 1, keepsFalse: 1, ofFalse: 1 },
  ],
  ["is none without a label", [incident(0.05, null, 1)], null],
  ["is none of incidents that know no threshold", [incident(0.05, "true")], null],
];
for (const [what, anomalies, expected] of LABELLED) {
  Deno.test(`labelThreshold() ${what}`, () => assert.deepEqual(labelThreshold(anomalies), expected));
}

Deno.test("isByBudget() is false where the sigma detector has called all, or nothing but agents was silent", () => {
  const ofBudget = incident(0.1);
  const { incident: facts, ...ofBands } = ofBudget;
  const members = facts!.members.map((member) => ({ ...member, words: "the agent sends no heartbeats" }));
  const absence = { ...ofBudget, kind: "absence", incident: { ...facts!, members } } as const;
  const answers = [[], [ofBands], [ofBands, absence], [ofBands, ofBudget]].map(isByBudget);
  assert.deepEqual(answers, [true, false, false, true]);
});
