import type { Anomaly } from "../../../core/detection/anomaly.ts";
import type { FoundIncident } from "../found_incident.ts";

const AT = Date.UTC(2026, 2, 1, 10);

/** An incident of two series, but for what is given. */
export function anIncident(given: Partial<Anomaly> = {}): FoundIncident {
  const anomaly: Anomaly = {
    id: "00f1",
    kind: "spike",
    source: "web",
    template: "*",
    title: "4x the usual in web",
    text: "all lines of web: 400 lines in 1 min where 80 to 120 usual; by chance practically never",
    severity: "critical",
    startMs: AT,
    endMs: AT + 600_000,
    windowMs: 60_000,
    actual: 400,
    expected: 100,
    threshold: 120,
    score: 90,
    sample: "",
    savedMs: AT + 60_000,
    parent: null,
    label: null,
    ...given,
  };
  const times = { source: "web", startMs: AT, endMs: AT + 600_000, spanMs: 60_000 };
  const all = { kind: "spike", template: "*", actual: 400, expected: 100, lower: 80, upper: 120, perDay: 1e-9 };
  const one = { kind: "errors", template: "a1", actual: 290, expected: 0, lower: 0, upper: null, perDay: 1e-7 };
  return {
    anomaly,
    calledMs: AT + 60_000,
    sources: ["web"],
    evidence: [
      { ...times, ...all, text: "", sample: "" },
      { ...times, ...one, text: "GET <*> failed", sample: 'GET /a?<script>alert("x")</script> failed' },
    ],
  };
}
