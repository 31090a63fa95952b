import { type AnomalousWindow, type Episode, extendEpisode, openEpisode } from "./episode.ts";
import type { Outcome } from "./outcome.ts";

/** Where a series keeps its open episode. */
export class EpisodeSlot {
  #episode: Episode | null;

  constructor(episode: Episode | null = null) {
    this.#episode = episode;
  }

  /** The open episode, or null. */
  get episode(): Episode | null {
    return this.#episode;
  }

  /** An anomalous window: opens an episode, or extends the open one. */
  meet(window: AnomalousWindow): Outcome[] {
    const kind = this.#episode === null ? "opened" : "extended";
    this.#episode = this.#episode === null ? openEpisode(window) : extendEpisode(this.#episode, window);
    return [{ kind, episode: this.#episode }];
  }

  /** A window that is not anomalous, or unknown. */
  close(): Outcome[] {
    const episode = this.#episode;
    this.#episode = null;
    return episode === null ? [] : [{ kind: "closed", episode }];
  }

  /** Takes over another series' open episode, unless it has its own, which closes the other. */
  inherit(other: EpisodeSlot): Outcome[] {
    if (this.#episode !== null) return other.close();
    this.#episode = other.#episode;
    return [];
  }
}
