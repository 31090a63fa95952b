import type { IncidentState } from "../incidents/incident_state.ts";
import type { RecurrenceState } from "../incidents/recurrences.ts";
import type { SourceState, TemplateState } from "../source_detector.ts";
import type { AutoSourceState } from "./auto_source.ts";
import type { TemplateWatchState } from "./source_messages.ts";

/** Name of the detector that makes these states. */
export const AUTO_NAME = "auto";
/** Version of their form; goes up with every change of it, after which sources are learned anew, from their history where there is one. */
export const AUTO_VERSION = 4;

/** What is kept of a source between two runs; its templates' states are kept beside it. */
export interface AutoState extends SourceState {
  readonly version: number;
  /** Start of its first window. */
  readonly fromMs: number;
  /** What was first seen earlier is not known by that alone; null where there is no such time. */
  readonly knownSinceMs: number | null;
  readonly overflowed: boolean;
  readonly watch: AutoSourceState;
  /** Open incidents that the source leads. */
  readonly incidents: readonly IncidentState[];
  /** How often what was found in it has occurred. @default {nothing is known of that} */
  readonly recurrences?: RecurrenceState;
}

/** What is kept of a template: whether it is known, and its watch where it has had a line. */
export interface AutoTemplateState extends TemplateState {
  readonly watch?: TemplateWatchState;
}

/** A source's state with its templates'. */
export interface AutoSaved {
  readonly state: AutoState;
  readonly templates: readonly AutoTemplateState[];
}
