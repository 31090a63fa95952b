import type { AnomalyKind } from "../anomaly.ts";
import { anomalyId } from "./anomaly_id.ts";
import type { Evaluated } from "./evaluated.ts";

/** A template's share in its source's anomaly, in lines per window. */
export interface Contributor {
  readonly template: string;
  readonly actual: number;
  readonly expected: number;
}

/** An anomaly in figures: consecutive anomalous windows of one kind, source and template. */
export interface Episode {
  readonly id: string;
  readonly kind: AnomalyKind;
  readonly source: string;
  readonly template: string;
  /** Start of the first and end of the last anomalous window, epoch milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** The highest window: its lines, what was expected, the most that was normal, and the distance from that in sigma. */
  readonly actual: number;
  readonly expected: number;
  readonly threshold: number;
  readonly score: number;
  /** Id of the source's episode whose detail this is, or null. */
  readonly parent: string | null;
  /** Of a source's episode: the templates that grew most in its highest window, the first most. */
  readonly contributors: readonly Contributor[];
}

/** One anomalous window. */
export interface AnomalousWindow {
  readonly kind: AnomalyKind;
  readonly source: string;
  readonly template: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly actual: number;
  readonly expected: number;
  readonly threshold: number;
  readonly score: number;
  readonly parent?: string | null;
  readonly contributors?: readonly Contributor[];
}

/** The episode that begins with a window. */
export function openEpisode(window: AnomalousWindow): Episode {
  return { parent: null, contributors: [], ...window, id: anomalyId(window) };
}

/** The episode with its next window: figures are those of the highest one, the first of equals. */
export function extendEpisode(episode: Episode, window: AnomalousWindow): Episode {
  const extended = { ...episode, endMs: window.endMs, parent: episode.parent ?? window.parent ?? null };
  if (window.actual <= episode.actual) return extended;
  const { actual, expected, threshold, score, contributors = episode.contributors } = window;
  return { ...extended, actual, expected, threshold, score, contributors };
}

/** A window of lines above their band. */
export function frequencyWindow(
  key: { readonly source: string; readonly template: string; readonly startMs: number; readonly endMs: number },
  { actual, band }: Pick<Evaluated, "actual" | "band">,
): AnomalousWindow {
  const score = (actual - band.level) / band.deviation;
  return { ...key, kind: "frequency", actual, expected: band.level, threshold: band.upper, score };
}
