import type { Anomaly } from "../anomaly.ts";

/** An anomaly of all lines in one window, with what differs. */
export function anAnomaly(rest: Partial<Anomaly> = {}): Anomaly {
  return {
    id: "1",
    kind: "frequency",
    source: "app",
    template: "*",
    title: "",
    text: "",
    severity: "warning",
    startMs: 10_000,
    endMs: 12_000,
    windowMs: 2000,
    actual: 1000,
    expected: 200,
    threshold: 240,
    score: 9,
    sample: "",
    savedMs: 12_100,
    parent: null,
    label: null,
    ...rest,
  };
}
