import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { DetectorEvent } from "./detector_event.ts";

/** Says an outcome to whoever watches the detector. */
export function eventOf(
  outcome: Outcome,
  anomaly: Anomaly | undefined,
  { source, windowMs, nowMs }: { readonly source: string; readonly windowMs: number; readonly nowMs: number },
): DetectorEvent {
  switch (outcome.kind) {
    case "learning": {
      const { windows, of, total: actual, templates } = outcome;
      return { kind: "learning", source, windows, of, actual, windowMs, templates };
    }
    case "established": {
      const { mean, stddev, knownTemplates } = outcome;
      return { kind: "established", source, mean, stddev, windowMs, knownTemplates };
    }
    case "evaluated": {
      const { actual, band, anomalous } = outcome.traffic;
      const figures = { actual, expected: band.level, threshold: band.upper, anomalous };
      return { kind: "window", source, windowStartMs: outcome.startMs, windowMs, ...figures };
    }
    case "opened":
      return { kind: "anomalyOpened", anomaly: anomaly!, latencyMs: nowMs - outcome.episode.startMs - windowMs };
    case "extended":
      return { kind: "anomalyExtended", anomaly: anomaly! };
    case "closed":
      return { kind: "anomalyClosed", anomaly: anomaly! };
  }
}
