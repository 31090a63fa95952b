import type { IncidentFacts } from "./incident_facts.ts";
import type { Severity } from "./severity.ts";

export type { Severity };

/** A person's verdict on an anomaly. */
export type Label = "true" | "false";

/** All of an anomaly but its kind. */
export interface AnomalyFacts {
  /** Follows from (kind, source, template, first window): evaluating a window again writes the same anomaly. */
  readonly id: string;
  /** Where the lines come from. */
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  /** One line for a list or an alert. */
  readonly title: string;
  /** What was seen against what was expected, in words. */
  readonly text: string;
  /** How much it matters. */
  readonly severity: Severity;
  /** Start of the first anomalous window, epoch milliseconds. */
  readonly startMs: number;
  /** End of the last anomalous window, epoch milliseconds. */
  readonly endMs: number;
  /** Length of a window, milliseconds: counts below are per window. */
  readonly windowMs: number;
  /** Lines in the episode's most extreme window. */
  readonly actual: number;
  /** Mean of the baseline in that window. */
  readonly expected: number;
  /** Limit that was crossed in that window. */
  readonly threshold: number;
  /** Distance from what was expected in that window, in sigma; for a new template the lines of its first window. */
  readonly score: number;
  /** A line as it was logged, or empty. */
  readonly sample: string;
  /** When it was first saved, epoch milliseconds; where it began again, since then. */
  readonly savedMs: number;
  /** Id of the source's episode of the same kind whose detail this is, or null. */
  readonly parent: string | null;
  /** A person's verdict, or null. */
  readonly label: Label | null;
  /** What is known beyond its leading finding, where it is an incident of the auto detector. */
  readonly incident?: IncidentFacts;
}
