import type { IncidentState } from "../incidents/incident_state.ts";
import type { SourceState, TemplateState } from "../source_detector.ts";
import type { BaselineState } from "./baseline.ts";
import type { SeriesState, TracksState } from "./series.ts";

/** Name of the detector that makes these states. */
export const SIGMA_NAME = "sigma";

/** What is kept of a source between two runs; its templates' states are kept beside it. */
export interface SigmaState extends SourceState, TracksState {
  /** What was first seen earlier is not known by that alone; null where there is no such time. */
  readonly knownSinceMs: number | null;
  /** End of learning, or null while it goes on. */
  readonly learnedMs: number | null;
  readonly awaitsLine: boolean;
  /** The baseline of all lines. */
  readonly traffic: BaselineState;
  /** Incidents that this source leads. @default none */
  readonly incidents?: readonly IncidentState[];
}

/** What is kept of a template: whether it is known, and its series where it has one. */
export interface SigmaTemplateState extends TemplateState, Partial<SeriesState> {}

/** A source's state with its templates'. */
export interface SigmaSource {
  readonly state: SigmaState;
  readonly templates: readonly SigmaTemplateState[];
}
