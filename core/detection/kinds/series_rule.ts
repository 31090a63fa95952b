import type { DetectionSettings } from "../detection_settings.ts";
import type { Band } from "../figures/band.ts";
import type { Contributor, WindowFigures } from "../figures/episode_figures.ts";

/** A window of one series (all lines of a source, or one template's) with its band. */
export interface SeriesWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly actual: number;
  readonly band: Band;
  /** False where only a part of the window was covered. */
  readonly complete: boolean;
  /** False in a template's window that is no normal one for its source as a whole. */
  readonly isSourceNormal: boolean;
}

/** What a rule makes of a window. */
export interface SeriesVerdict<State = unknown> {
  /** What it remembers until the series' next window, a JSON value; null: nothing. An unknown window forgets it. */
  readonly state: State | null;
  /** The anomalous window, or those in a row that became known to be anomalous with it; null: normal, an open episode ends. */
  readonly anomalous: WindowFigures | null;
}

/** A normal window of which nothing is remembered. */
export const NORMAL: SeriesVerdict<never> = { state: null, anomalous: null };

/** How the sigma detector finds a kind in series, each against its own band of mean and standard deviation. */
export interface SeriesRule {
  /** Whether an anomalous window is kept out of the series' baseline, and a source's out of those of its templates. */
  readonly staysOutOfBaseline: boolean;
  /** Takes the series' next window; templates without lines have windows too. */
  evaluate(window: SeriesWindow, state: unknown, settings: DetectionSettings): SeriesVerdict;
  /** How much a template did to its source's anomaly; the three with most are named, none that is not above 0. */
  share(template: Contributor): number;
}
