import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import type { Episode } from "../episode.ts";
import type { Band } from "../figures/band.ts";
import type { Contributor, WindowFigures } from "../figures/episode_figures.ts";
import type { SeriesRule, SeriesWindow } from "../kinds/series_rule.ts";
import type { Evaluated, Outcome } from "../outcome.ts";
import { Baseline, type BaselineState } from "./baseline.ts";
import { SeriesTrack } from "./series_track.ts";
import { bandOf } from "./sigma_band.ts";
import { SERIES_KINDS } from "./sigma_kinds.ts";

/** What is kept of the kinds in a series between two runs. */
export interface TracksState {
  /** Open episodes, at most one of each kind. */
  readonly episodes?: readonly Episode[];
  /** The only open episode, as it was kept before there were several kinds. */
  readonly episode?: Episode | null;
  /** What rules remember, by kind. */
  readonly rules?: Readonly<Record<string, unknown>>;
}

/** Open episodes of a state, whenever it was made. */
export function openEpisodes({ episode, episodes = episode ? [episode] : [] }: TracksState): readonly Episode[] {
  return episodes;
}

/** What is kept of a series between two runs. */
export interface SeriesState extends TracksState {
  readonly baseline: BaselineState;
}

/** Most windows are normal, and many: they share it. */
const NOTHING: (WindowFigures | null)[] = [];

/** A window of a series with what each kind makes of it. */
export interface EvaluatedWindow extends Evaluated {
  /** Anomalous windows, in the order of {@linkcode SERIES_KINDS}; empty where none is. */
  readonly found: readonly (WindowFigures | null)[];
  /** Whether it may go into the baseline. */
  readonly isNormal: boolean;
}

/** All lines of a source, or one template's: the baseline, and each kind's episode. */
export class Series {
  readonly template: string;
  baseline: Baseline;
  readonly #settings: DetectionSettings;
  readonly #tracks: readonly SeriesTrack[];

  constructor(template: string, settings: DetectionSettings, tracks: TracksState = {}) {
    this.template = template;
    this.baseline = new Baseline(settings.baselineWindows);
    this.#settings = settings;
    const { rules = {} } = tracks;
    const episodes = openEpisodes(tracks);
    this.#tracks = SERIES_KINDS.map((kind) =>
      new SeriesTrack(kind, episodes.find((episode) => episode.kind === kind.name), rules[kind.name])
    );
  }

  /** Open episodes' ids, or null, in the order of {@linkcode SERIES_KINDS}. */
  get openIds(): (string | null)[] {
    return this.#tracks.map(({ episode }) => episode?.id ?? null);
  }

  /** Whether there are windows enough to say by what is expected. */
  get isLearned(): boolean {
    return this.baseline.size >= this.#settings.learningWindows;
  }

  /** What a count is expected to be. */
  get band(): Band {
    const { sigmaMultiplier: multiplier } = this.#settings;
    return bandOf(this.baseline.statistics, { multiplier, counting: this.template !== ALL_TEMPLATES });
  }

  /** The next window against the band, which is that of the windows before. */
  evaluate(window: SeriesWindow): EvaluatedWindow {
    const { template } = this;
    let found = NOTHING;
    let isNormal = true;
    for (const [at, track] of this.#tracks.entries()) {
      const anomalous = track.evaluate(window, this.#settings);
      if (anomalous === null) continue;
      if (found === NOTHING) found = this.#tracks.map(() => null);
      found[at] = anomalous;
      isNormal &&= !track.kind.rule.staysOutOfBaseline;
    }
    return { template, actual: window.actual, band: window.band, anomalous: found !== NOTHING, found, isNormal };
  }

  /**
   * Opens, extends and closes episodes.
   *
   * @param options `found`: what {@link evaluate} has found, empty where the window was not evaluated; `parents`: ids of the source's
   * open episodes, for a template; `contributors`: those of a source's anomaly.
   */
  settle(
    { found, source, parents, contributors }: {
      readonly found: readonly (WindowFigures | null)[];
      readonly source: string;
      readonly parents?: readonly (string | null)[];
      readonly contributors?: (rule: SeriesRule) => Contributor[];
    },
  ): Outcome[] {
    if (found.length === 0 && !this.#tracks.some(({ episode }) => episode !== null)) return [];
    return this.#tracks.flatMap((track, at) => {
      const anomalous = found[at] ?? null;
      return track.settle(anomalous, {
        source,
        template: this.template,
        parent: parents?.[at] ?? null,
        ...(contributors && anomalous && { contributors: contributors(track.kind.rule) }),
      });
    });
  }

  /** An unknown window. */
  close(): Outcome[] {
    return this.#tracks.flatMap((track) => track.close());
  }

  /** Another series turned out to be this one. */
  merge(other: Series): Outcome[] {
    this.baseline = this.baseline.merged(other.baseline);
    return this.#tracks.flatMap((track, at) => track.inherit(other.#tracks[at]!));
  }

  toState(): SeriesState {
    const episodes = this.#tracks.flatMap(({ episode }) => episode ?? []);
    const rules = this.#tracks.flatMap(({ kind, state }) => state === null ? [] : [[kind.name, state] as const]);
    return {
      baseline: this.baseline.toState(this.#settings.windowMs),
      ...(episodes.length > 0 && { episodes }),
      ...(rules.length > 0 && { rules: Object.fromEntries(rules) }),
    };
  }

  /** @param untilMs end of the last window that was seen. */
  static fromState(
    template: string,
    settings: DetectionSettings,
    { baseline, untilMs, ...tracks }: SeriesState & { readonly untilMs: number },
  ): Series {
    const series = new Series(template, settings, tracks);
    const { windowMs, baselineWindows: capacity } = settings;
    series.baseline = Baseline.fromState(baseline, { windowMs, capacity, untilMs });
    return series;
  }
}
