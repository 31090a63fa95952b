import assert from "node:assert/strict";
import { Chalk } from "chalk";
import { incidentLines } from "./incident_lines.ts";
import { anIncident } from "./testing/an_incident.ts";

const palette = new Chalk({ level: 0 });

Deno.test("incidentLines() says when, how long, how severe and what, then why", () => {
  assert.deepEqual(incidentLines(anIncident(), { palette, columns: null }), [
    "2026-03-01 10:00:00 UTC  called 1 min later, lasted 10 min  critical  4x the usual in web",
    "  all lines of web: 400 lines in 1 min where 80 to 120 usual; by chance practically never",
  ]);
});

for (const columns of [20, 60, 80]) {
  Deno.test(`incidentLines() keeps to ${columns} columns where its text is long and of several lines`, () => {
    const long = anIncident({ title: "title ".repeat(50), text: "text\n\t".repeat(50) });
    const lines = incidentLines(long, { palette, columns });
    assert.equal(lines.length, 2);
    for (const line of lines) assert.ok(line.length <= Math.max(columns, 26) && !/[\n\t]/.test(line), line);
  });
}

Deno.test("incidentLines() says what labels say of it", () => {
  const label = { name: "disk full", startMs: 0, endMs: 0, messages: [] };
  const incident = { kind: "spike", startMs: 0, calledMs: 0, text: "" };
  const shown = (judged: Parameters<typeof incidentLines>[2]) =>
    incidentLines(anIncident(), { palette, columns: null }, judged)[0];
  assert.match(shown({ incident, verdict: "right", labels: [label] })!, /critical {2}RIGHT \(disk full\) {2}4x/);
  assert.match(shown({ incident, verdict: "false", labels: [] })!, /critical {2}FALSE {2}4x/);
});
