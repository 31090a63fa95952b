/** `frequency`: more lines than the baseline allows; `pattern`: a new template; `overflow`: more templates than the cap. */
export type AnomalyKind = "frequency" | "pattern" | "overflow";

/** All kinds, in the order in which they are listed. */
export const ANOMALY_KINDS: readonly AnomalyKind[] = ["frequency", "pattern", "overflow"];

/** How much an anomaly matters. */
export type Severity = "info" | "warning" | "critical";

/** A person's verdict on an anomaly. */
export type Label = "true" | "false";

/** One episode: consecutive anomalous windows of one kind, source and template. */
export interface Anomaly {
  /** Follows from (kind, source, template, first window): evaluating a window again writes the same anomaly. */
  readonly id: string;
  /** What is out of the ordinary. */
  readonly kind: AnomalyKind;
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
  /** Lines in the episode's highest window. */
  readonly actual: number;
  /** Mean of the baseline in that window. */
  readonly expected: number;
  /** Upper limit of the baseline in that window. */
  readonly threshold: number;
  /** Deviation in sigma in that window; for a pattern the lines of its first window. */
  readonly score: number;
  /** A line as it was logged, or empty. */
  readonly sample: string;
  /** When it was first saved, epoch milliseconds. */
  readonly savedMs: number;
  /** Id of the source's frequency episode whose detail this is, or null. */
  readonly parent: string | null;
  /** A person's verdict, or null. */
  readonly label: Label | null;
}
