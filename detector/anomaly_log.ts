import type { Clock } from "../core/clock.ts";
import type { Anomaly } from "../core/detection/anomaly.ts";
import { describeEpisode, type EpisodeContext } from "../core/detection/describe_episode.ts";
import type { Episode } from "../core/detection/episode.ts";
import { gravityOf } from "../core/detection/gravity.ts";
import { type Severity, worstOf } from "../core/severity.ts";
import { shownText, shownValue } from "../core/shown_text.ts";
import type { AnomalyStore } from "../store/ports/anomalies.ts";

/** Settings of {@linkcode AnomalyLog}. */
export interface AnomalyLogOptions {
  readonly store: AnomalyStore;
  readonly clock: Clock;
  readonly windowMs: number;
}

/** Text and a line of a template, as an episode shows it. */
export type TemplateWords = (episode: Episode, source: string, id: string) => ReturnType<EpisodeContext["template"]>;

/** An anomaly as it was saved. */
export interface SavedAnomaly {
  readonly anomaly: Anomaly;
  /** Whether it matters more than when it was saved before. */
  readonly worsened: boolean;
}

/** What is remembered of an anomaly that may be saved again. */
interface Before {
  /** When it was saved first, this time, epoch milliseconds. */
  readonly savedMs: number;
  /** When it had begun again; undefined: it had not. */
  readonly againMs: number | undefined;
  /** How much it mattered, and how grave it was; null where it was over. */
  readonly told: { readonly severity: Severity; readonly gravity: number } | null;
}

/** Saves episodes as anomalies, each with the time when it was saved first. An incident never comes to matter less than it did. */
export class AnomalyLog {
  readonly #options: AnomalyLogOptions;
  readonly #before = new Map<string, Before>();

  constructor(options: AnomalyLogOptions) {
    this.#options = options;
  }

  /** Remembers what has been saved before, so that evaluating windows again does not change when. */
  async load(fromMs: number): Promise<void> {
    for (const anomaly of await this.#options.store.anomalies({ fromMs })) this.#remember(anomaly);
  }

  /** Writes episodes; of those with one id the last counts. Returns them as they were saved, by id. */
  async save(
    episodes: Iterable<Episode>,
    template: TemplateWords,
  ): Promise<ReadonlyMap<string, SavedAnomaly>> {
    const last = new Map([...episodes].map((episode) => [episode.id, episode]));
    for (const episode of last.values()) if (!this.#before.has(episode.id)) await this.#recall(episode);
    const saved = [...last.values()].map((episode) => this.#saved(episode, template));
    if (saved.length > 0) await this.#options.store.saveAnomalies(saved.map(({ anomaly }) => anomaly));
    for (const { anomaly } of saved) this.#remember(anomaly);
    return new Map(saved.map((each) => [each.anomaly.id, each]));
  }

  /** An episode that will not be saved again. */
  forget(id: string): void {
    this.#before.delete(id);
  }

  #remember(anomaly: Anomaly): void {
    const { id, savedMs, incident } = anomaly;
    this.#before.set(id, { savedMs, told: toldOf(anomaly), againMs: incident?.againMs });
  }

  /** What was saved before this run, or before it was over: it matters as much as it does now. */
  async #recall({ id, incident }: Episode): Promise<void> {
    const [saved] = incident === undefined ? [] : await this.#options.store.anomalyWithDetails(id);
    if (saved?.incident === undefined) return;
    const { savedMs, incident: { isOpen, againMs } } = saved;
    this.#before.set(id, { savedMs, told: isOpen ? toldOf(saved) : null, againMs });
  }

  /** What was saved before an incident began again says nothing of now. */
  #beforeOf({ id, incident }: Episode): Before | undefined {
    const before = this.#before.get(id);
    return before?.againMs === incident?.againMs ? before : undefined;
  }

  #saved(
    episode: Episode,
    template: TemplateWords,
  ): SavedAnomaly {
    const { clock, windowMs } = this.#options;
    const before = this.#beforeOf(episode);
    const described = withShownWords(describeEpisode(episode, {
      windowMs,
      savedMs: before?.savedMs ?? clock.now(),
      template: (id, source = episode.source) => template(episode, source, id),
    }));
    const { severity, gravity } = before?.told ?? toldOf(described);
    const worst = worstOf([severity, described.severity]);
    const anomaly = described.incident === undefined ? described : { ...described, severity: worst };
    return { anomaly, worsened: gravityOf(anomaly) > gravity };
  }
}

/** How much an anomaly matters as it is told. */
function toldOf(anomaly: Anomaly): { severity: Severity; gravity: number } {
  return { severity: anomaly.severity, gravity: gravityOf(anomaly) };
}

/** What is stored is read by dashboards that show it as it is; names stay, since they are what is looked up by. */
function withShownWords(anomaly: Anomaly): Anomaly {
  const { title, text, sample, incident } = anomaly;
  const words = { title: shownText(title), text: shownText(text), sample: shownText(sample) };
  if (incident === undefined) return { ...anomaly, ...words };
  const members = incident.members.map((member) => {
    const { text, sample } = member;
    return { ...member, ...shownValue({ ...text !== undefined && { text }, ...sample !== undefined && { sample } }) };
  });
  return { ...anomaly, ...words, incident: { ...incident, members } };
}
