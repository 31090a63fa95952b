import type { Anomaly } from "../core/detection/anomaly.ts";
import type { DetectorRun } from "../core/detection/detector_factory.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { DetectorEvent } from "./detector_event.ts";

/** An outcome that somebody is to hear of. */
export type HeardOutcome = Exclude<Outcome, { readonly kind: "muted" }>;

/** What is known beyond an outcome. */
export interface EventContext {
  readonly source: string;
  readonly windowMs: number;
  readonly nowMs: number;
  /** Whether the outcome's anomaly matters more than it did before. */
  readonly worsened: boolean;
  /** See `DetectorRun.pending`. */
  readonly pending: DetectorRun["pending"];
}

/** Says an outcome to whoever watches the detector. */
export function eventOf(
  outcome: HeardOutcome,
  anomaly: Anomaly | undefined,
  { source, windowMs, nowMs, worsened, pending }: EventContext,
): DetectorEvent {
  switch (outcome.kind) {
    case "learning": {
      const { startMs: windowStartMs, windows, of, total: actual, templates } = outcome;
      return { kind: "learning", source, windowStartMs, windows, of, actual, windowMs, templates };
    }
    case "established": {
      const { mean, stddev, knownTemplates, isPast, fromMs, toMs } = outcome;
      const pastMs = isPast ? { pastMs: toMs - fromMs } : {};
      const figures = { mean, stddev, windowMs, knownTemplates, ...pastMs };
      return { kind: "established", source, ...figures, pending: pending(toMs - fromMs) };
    }
    case "evaluated": {
      const { actual, band, anomalous } = outcome.traffic;
      const figures = { actual, expected: band.level, threshold: band.upper, anomalous };
      return { kind: "window", source, windowStartMs: outcome.startMs, windowMs, ...figures };
    }
    case "opened":
      return { kind: "anomalyOpened", anomaly: anomaly!, latencyMs: nowMs - outcome.episode.startMs - windowMs };
    case "extended":
      return { kind: "anomalyExtended", anomaly: anomaly!, worsened };
    case "closed":
      return { kind: "anomalyClosed", anomaly: anomaly! };
  }
}
