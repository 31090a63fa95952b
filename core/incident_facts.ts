/** One series of an incident, with its most telling finding. Ids of templates are those of that time. */
export interface IncidentMember {
  /** Name of its kind. */
  readonly kind: string;
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  /** When it began to deviate, and the end of its last finding, epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** Lines in the time of the finding, how many were expected, and what would have been usual. */
  readonly actual: number;
  readonly expected: number;
  readonly lower: number;
  /** Infinity where there is no upper limit, null once that was stored as JSON. */
  readonly upper: number | null;
  /** Findings like this one that are expected a day while nothing is wrong. */
  readonly perDay: number;
  /** Length of the time that the counts are of, milliseconds. */
  readonly spanMs: number;
}

/** What is known of an incident beyond its leading finding. */
export interface IncidentFacts {
  /** Its series in the order in which they began to deviate, the first sign first; at most 20. */
  readonly members: readonly IncidentMember[];
  /** How many more there are. */
  readonly more: number;
  /** It has lasted for so long that it is the new normal now. */
  readonly adopted: boolean;
}
