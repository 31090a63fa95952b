import assert from "node:assert/strict";
import type { LedgerView } from "../../api/ledger/ledger_view.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { recallOf } from "./recall.ts";

const HOUR_MS = 3_600_000;

/** Something missed for an hour from this one on; said in the 10th. */
function missed(hour: number, more: Partial<LedgerView> = {}): LedgerView {
  const [from, until, created] = [hour, hour + 1, 10].map((at) => new Date(at * HOUR_MS).toISOString());
  return {
    ...{ id: "m", kind: "missed", active: true, source: null, template: null, anomaly_kind: null, incident: null },
    ...{ verdict: null, author: "", comment: "", revoked: null, from: from!, until: until!, created: created! },
    ...more,
  };
}

/** An incident of this hour, called in it unless told otherwise. */
function incident(hour: number, label: Anomaly["label"], more: Partial<Anomaly> = {}): Anomaly {
  const startMs = hour * HOUR_MS + 600_000;
  return {
    ...{ id: "i", kind: "spike", source: "web", template: "*", title: "", text: "", severity: "info", startMs },
    ...{ endMs: startMs + 60_000, windowMs: 1, actual: 1, expected: 0, threshold: 0, score: 1, sample: "" },
    ...{ savedMs: startMs + 60_000, parent: null, label },
    ...more,
  };
}

const CASES: readonly (readonly [string, Anomaly[], LedgerView[], ReturnType<typeof recallOf>])[] = [
  ["is not known where nobody says that anything was missed", [incident(1, "true")], [], null],
  ["is the share of what was real", [incident(1, "true"), incident(2, null)], [missed(3)], { found: 1, of: 2 }],
  ["takes nothing back that was undone", [incident(1, "true")], [missed(3, { active: false })], null],
  ["is none where an incident of that time was of something else", [incident(3, null)], [missed(3)], {
    found: 0,
    of: 1,
  }],
  ["finds what is called since", [incident(3, null, { savedMs: 11 * HOUR_MS })], [missed(3)], { found: 1, of: 1 }],
  ["counts once what is labelled true since", [incident(3, "true", { savedMs: 11 * HOUR_MS })], [missed(3)], {
    found: 1,
    of: 1,
  }],
  [
    "finds nothing by another source, nor by what is labelled false",
    [incident(3, null, { source: "db", savedMs: 11 * HOUR_MS }), incident(3, "false", { savedMs: 11 * HOUR_MS })],
    [missed(3, { source: "web" })],
    { found: 0, of: 1 },
  ],
];

for (const [what, anomalies, ledger, expected] of CASES) {
  Deno.test(`recallOf() ${what}`, () => assert.deepEqual(recallOf(anomalies, ledger), expected));
}
