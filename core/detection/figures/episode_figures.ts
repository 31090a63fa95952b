import type { IncidentFacts } from "../../incident_facts.ts";

/** A template's share in its source's anomaly, in lines per window. */
export interface Contributor {
  readonly template: string;
  readonly actual: number;
  readonly expected: number;
  /** Length of the time that its lines are of, milliseconds. @default {a window} */
  readonly spanMs?: number;
}

/** Anomalous windows in a row, in figures. */
export interface WindowFigures {
  /** Start of the first and end of the last of them, epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** The most extreme window: its lines, what was expected, the limit, and the distance from what was expected in sigma. */
  readonly actual: number;
  readonly expected: number;
  readonly threshold: number;
  readonly score: number;
}

/** All of an episode but what it is known by. */
export interface EpisodeFigures extends WindowFigures {
  readonly source: string;
  readonly template: string;
  /** Id of the source's episode whose detail this is, or null. */
  readonly parent: string | null;
  /** Of a source's episode: the templates that did most to its most extreme window, the first most. */
  readonly contributors: readonly Contributor[];
  /** Length of the time that its lines are of, milliseconds. @default {a window} */
  readonly spanMs?: number;
  /** Level of the message, as a line of it says. @default {not known} */
  readonly level?: string;
  /** Of an incident of several findings: the others, and how seldom they come by chance. */
  readonly incident?: IncidentFacts;
}
