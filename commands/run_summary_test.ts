import assert from "node:assert/strict";
import { ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { anAnomaly } from "../core/detection/testing/an_anomaly.ts";
import { summarise } from "./run_summary.ts";

const NONE = Object.fromEntries(ANOMALY_KINDS.map((kind) => [kind, 0]));

Deno.test("summarise() adds up lines and span, and counts episodes without their details", () => {
  const template = (count: number, first: number, last: number) => ({
    count,
    first_seen: new Date(first).toISOString(),
    last_seen: new Date(last).toISOString(),
  });
  const summary = summarise([template(7, 1000, 5000), template(3, 500, 900), template(0, 1, 2)], [
    anAnomaly({ label: "true" }),
    anAnomaly({ id: "2", kind: "pattern", savedMs: 12_300, label: "false" }),
    anAnomaly({ id: "3", template: "t", parent: "1", label: "false" }),
  ]);
  assert.deepEqual(summary, {
    lines: 10,
    templates: 2,
    firstMs: 500,
    lastMs: 5000,
    anomalies: { ...NONE, frequency: 1, pattern: 1 },
    severities: { info: 0, warning: 2, critical: 0 },
    latencyMs: { p50: 2_100, p99: 2_300, max: 2_300 },
    precision: 0.5,
    labelled: 2,
  });
});

Deno.test("summarise() of nothing has no span, no latency and no precision", () => {
  const { lines, firstMs, lastMs, latencyMs, precision } = summarise([], []);
  assert.deepEqual({ lines, firstMs, lastMs, latencyMs, precision }, {
    lines: 0,
    firstMs: null,
    lastMs: null,
    latencyMs: null,
    precision: null,
  });
});
