import { anomalyId } from "./anomaly_id.ts";
import type { EpisodeFigures } from "./figures/episode_figures.ts";
import { type AnomalyKind, kindOf } from "./kinds/kinds.ts";

/** An anomaly in figures: consecutive anomalous windows of one kind, source and template. */
export interface Episode extends EpisodeFigures {
  readonly id: string;
  readonly kind: AnomalyKind;
}

/** One anomalous window, or several that became known together. */
export type AnomalousWindow =
  & Omit<Episode, "id" | "parent" | "contributors">
  & Partial<Pick<Episode, "parent" | "contributors">>;

/** The episode that begins with a window. */
export function openEpisode(window: AnomalousWindow): Episode {
  return { parent: null, contributors: [], ...window, id: anomalyId(window) };
}

/** The episode with its next window: figures are those of the most extreme one, the first of equals. */
export function extendEpisode(episode: Episode, window: AnomalousWindow): Episode {
  const extended = { ...episode, endMs: window.endMs, parent: episode.parent ?? window.parent ?? null };
  if (!kindOf(episode.kind).isMoreExtreme(window, episode)) return extended;
  const { actual, expected, threshold, score, contributors = episode.contributors } = window;
  return { ...extended, actual, expected, threshold, score, contributors };
}
