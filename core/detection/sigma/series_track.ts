import type { DetectionSettings } from "../detection_settings.ts";
import type { Episode } from "../episode.ts";
import { EpisodeSlot } from "../episode_slot.ts";
import type { Contributor, WindowFigures } from "../figures/episode_figures.ts";
import type { SeriesRule, SeriesWindow } from "../kinds/series_rule.ts";
import type { Outcome } from "../outcome.ts";
import type { RuledKind } from "./sigma_kinds.ts";

/** What a series' episode is about, and how it hangs together with its source's. */
export interface TrackContext {
  readonly source: string;
  readonly template: string;
  /** Id of the source's open episode of the kind, in whose windows no template opens one of its own, or null. */
  readonly parent: string | null;
  readonly contributors?: readonly Contributor[];
}

/** One kind in one series: its open episode, and what its rule remembers. */
export class SeriesTrack {
  readonly kind: RuledKind<SeriesRule>;
  #slot: EpisodeSlot;
  #state: unknown;

  constructor(kind: RuledKind<SeriesRule>, episode: Episode | null = null, state: unknown = null) {
    this.kind = kind;
    this.#slot = new EpisodeSlot(episode);
    this.#state = state;
  }

  get episode(): Episode | null {
    return this.#slot.episode;
  }

  /** What the rule remembers, a JSON value; null: nothing. */
  get state(): unknown {
    return this.#state;
  }

  /** What the rule makes of the series' next window. */
  evaluate(window: SeriesWindow, settings: DetectionSettings): WindowFigures | null {
    const { state, anomalous } = this.kind.rule.evaluate(window, this.#state, settings);
    this.#state = state;
    return anomalous;
  }

  /** Opens, extends or closes the episode by what {@link evaluate} has returned. */
  settle(anomalous: WindowFigures | null, { parent, ...context }: TrackContext): Outcome[] {
    if (anomalous === null) return this.#slot.close();
    if (this.episode === null && parent !== null) return [];
    return this.#slot.meet({ ...context, ...anomalous, kind: this.kind.name, parent });
  }

  /** An unknown window. */
  close(): Outcome[] {
    this.#state = null;
    return this.#slot.close();
  }

  /** Takes over another series' open episode, unless it has its own, which closes the other. */
  inherit(other: SeriesTrack): Outcome[] {
    if (this.episode === null) this.#state = other.state;
    return this.#slot.inherit(other.#slot);
  }
}
