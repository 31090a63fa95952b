import assert from "node:assert/strict";
import { anomalyId, type AnomalyKey } from "./anomaly_id.ts";

const KEY: AnomalyKey = { kind: "frequency", source: "web", template: "*", startMs: 1_700_000_000_000 };

Deno.test("anomalyId() is 16 hex digits and never changes", () => {
  assert.match(anomalyId(KEY), /^[0-9a-f]{16}$/);
  assert.equal(anomalyId(KEY), anomalyId({ ...KEY }));
});

Deno.test("anomalyId() differs with each part of the key", () => {
  const others: AnomalyKey[] = [
    { ...KEY, kind: "pattern" },
    { ...KEY, source: "db" },
    { ...KEY, source: "web\u0000*", template: "" },
    { ...KEY, template: "a" },
    { ...KEY, startMs: KEY.startMs + 2000 },
  ];
  assert.equal(new Set([KEY, ...others].map(anomalyId)).size, others.length + 1);
});
