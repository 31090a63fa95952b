import { describeEpisode } from "../../core/detection/describe_episode.ts";
import type { Episode } from "../../core/detection/episode.ts";
import { withSeriesWords } from "../../core/detection/series_words.ts";
import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";
import type { KindContext } from "../../core/detection/kinds/kind.ts";
import type { SourceOutcome } from "../../detector/detector_loop.ts";
import type { FileWindows } from "../../windows/file_windows.ts";
import { MessageSamples } from "./message_samples.ts";
import { type FoundIncident, membersOf } from "./found_incident.ts";

/** Takes what a detector finds, and keeps each incident as it was at its end. Details of another episode are none of their own. */
export class IncidentCollector {
  readonly #windowMs: number;
  readonly #calledMs = new Map<string, number>();
  readonly #episodes = new Map<string, Episode>();
  readonly #samples: MessageSamples;

  constructor(
    { windowMs, windows }: { readonly windowMs: number; readonly windows: Pick<FileWindows, "template" | "lines"> },
  ) {
    this.#windowMs = windowMs;
    this.#samples = new MessageSamples(windows);
  }

  take({ outcome }: SourceOutcome): void {
    if (!("episode" in outcome) || outcome.episode.parent !== null) return;
    const { episode } = outcome;
    if (!this.#calledMs.has(episode.id)) this.#calledMs.set(episode.id, episode.endMs);
    this.#episodes.set(episode.id, episode);
    this.#samples.take(episode);
  }

  /** How many there are by now. */
  get size(): number {
    return this.#episodes.size;
  }

  /** All of them, in the order in which they were called. */
  incidents(): FoundIncident[] {
    return [...this.#episodes.values()].map((episode) => this.#found(episode)).sort((a, b) => a.calledMs - b.calledMs);
  }

  #found(episode: Episode): FoundIncident {
    const calledMs = this.#calledMs.get(episode.id)!;
    const members = membersOf(episode, this.#windowMs), sources = [...new Set(members.map(({ source }) => source))];
    const template = withSeriesWords((id, source = episode.source) => this.#samples.words(episode.id, source, id));
    const anomaly = describeEpisode(episode, { windowMs: this.#windowMs, savedMs: calledMs, template });
    const evidence = members.map((member) => ({ ...member, ...textOf(member, template) }));
    return { anomaly, calledMs, sources, evidence };
  }
}

function textOf(
  { source, template }: { readonly source: string; readonly template: string },
  words: KindContext["template"],
): { readonly text: string; readonly sample: string } {
  if (template === ALL_TEMPLATES) return { text: "", sample: "" };
  const { text, sample } = words(template, source) ?? { text: template, sample: "" };
  return { text, sample };
}
