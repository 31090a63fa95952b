import assert from "node:assert/strict";
import type { IncidentMember } from "../incident_facts.ts";
import { type Incident, summariseIncident } from "./incident_summary.ts";

const GONE: IncidentMember = {
  ...{ kind: "missing", source: "hub", template: "@mx-a", text: "lines of host mx-a", startMs: 0, endMs: 120_000 },
  ...{ actual: 0, expected: 200, lower: 150, upper: null, perDay: 1e-4, spanMs: 120_000 },
};

function incidentOf(members: readonly IncidentMember[]): Incident {
  const { kind, source, template, startMs, endMs } = members[0]! as IncidentMember & { kind: "missing" | "spike" };
  return {
    ...{ id: "1", kind, source, template, startMs, endMs, title: "", text: "", severity: "warning", windowMs: 1 },
    ...{ actual: 0, expected: 1, threshold: 1, score: 1, sample: "", savedMs: 0, parent: null, label: null },
    incident: { members, more: 0, adopted: false },
  };
}

Deno.test("summariseIncident() says of a host once that its lines are missing, and names other hosts as messages", () => {
  const { evidence, messages, more } = summariseIncident(incidentOf([GONE]), 4);
  assert.match(evidence, /^lines of host mx-a: no line in 2 min/);
  assert.deepEqual([messages, more], [[], 0]);
  const other = { ...GONE, template: "@mx-b", text: "lines of host mx-b" };
  const told = summariseIncident(incidentOf([GONE, other]), 4);
  assert.deepEqual(told.messages.map(({ text }) => text), ["lines of host mx-b"]);
});

Deno.test("summariseIncident() names the log of a message and of a first sign that are of another one than the leading series", () => {
  const series = { kind: "spike", endMs: 300_000, lower: 10, upper: 30, perDay: 1e-4, spanMs: 60_000 };
  const hit: IncidentMember = {
    ...{ ...series, source: "api", template: "a", text: "cache hit", startMs: 0, actual: 55, expected: 20 },
  };
  const all: IncidentMember = {
    ...{ ...series, source: "edge", template: "*", startMs: 120_000, actual: 500, expected: 100 },
  };
  const got: IncidentMember = { ...all, template: "b", text: "GET", actual: 400, perDay: 1e-3 };
  const { evidence, firstSign, messages } = summariseIncident(incidentOf([hit, all, got]), 4);
  assert.match(evidence, /^all lines of edge: 500 lines/);
  assert.match(firstSign!, /^2 min before: \[api\] cache hit: 55 lines/);
  assert.deepEqual(messages.map(({ text }) => text), ["GET", "[api] cache hit"]);
});
