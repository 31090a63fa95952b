import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Clock } from "../core/clock.ts";
import { describeEpisode, type EpisodeContext } from "../core/detection/describe_episode.ts";
import type { Episode } from "../core/detection/episode.ts";
import type { AnomalyStore } from "../store/ports/anomalies.ts";

/** Settings of {@linkcode AnomalyLog}. */
export interface AnomalyLogOptions {
  readonly store: AnomalyStore;
  readonly clock: Clock;
  readonly windowMs: number;
}

/** Saves episodes as anomalies, each with the time when it was saved first. */
export class AnomalyLog {
  readonly #options: AnomalyLogOptions;
  readonly #firstSavedMs = new Map<string, number>();

  constructor(options: AnomalyLogOptions) {
    this.#options = options;
  }

  /** Remembers what has been saved before, so that evaluating windows again does not change when. */
  async load(fromMs: number): Promise<void> {
    for (const { id, savedMs } of await this.#options.store.anomalies({ fromMs })) this.#firstSavedMs.set(id, savedMs);
  }

  /** Writes episodes; of those with one id the last counts. Returns them as they were saved, by id. */
  async save(
    episodes: Iterable<Episode>,
    template: (source: string, id: string) => ReturnType<EpisodeContext["template"]>,
  ): Promise<ReadonlyMap<string, Anomaly>> {
    const { store, clock, windowMs } = this.#options;
    const last = new Map([...episodes].map((episode) => [episode.id, episode]));
    const nowMs = clock.now();
    const anomalies = [...last.values()].map((episode) => {
      const savedMs = this.#firstSavedMs.get(episode.id) ?? nowMs;
      return describeEpisode(episode, {
        windowMs,
        savedMs,
        template: (id, source = episode.source) => template(source, id),
      });
    });
    if (anomalies.length > 0) await store.saveAnomalies(anomalies);
    for (const { id, savedMs } of anomalies) this.#firstSavedMs.set(id, savedMs);
    return new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
  }

  /** An episode that will not be saved again. */
  forget(id: string): void {
    this.#firstSavedMs.delete(id);
  }
}
