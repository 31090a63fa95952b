import type { Anomaly } from "./anomaly.ts";
import { ALL_TEMPLATES } from "../statistics/window_counts.ts";
import { describeIncident, leadingMember } from "./describe_incident.ts";
import type { Episode } from "./episode.ts";
import type { IncidentFacts } from "../incident_facts.ts";
import type { KindContext, Words } from "./kinds/kind.ts";
import { kindOf } from "./kinds/kinds.ts";

/** What is needed to say an episode in words, and to date it. */
export interface EpisodeContext extends KindContext {
  /** When it was first saved, epoch milliseconds. */
  readonly savedMs: number;
}

/** An episode as an operator reads it, in the words of its kind. */
export function describeEpisode(episode: Episode, context: EpisodeContext): Anomaly {
  const { id, kind, source, template, startMs, endMs, actual, expected, threshold, score, parent } = episode;
  const { savedMs } = context;
  const windowMs = isIncident(episode) ? leadingMember(episode).spanMs : context.windowMs;
  const { title, text } = wordsOf(episode, context);
  const figures = { startMs, endMs, windowMs, actual, expected, threshold, score };
  return {
    id,
    kind,
    source,
    template,
    title,
    text,
    severity: kindOf(kind).severity(episode),
    ...figures,
    sample: sampleOf(episode, context),
    savedMs,
    parent,
    label: null,
    ...(isIncident(episode) ? { incident: episode.incident } : {}),
  };
}

function isIncident(episode: Episode): episode is Episode & { readonly incident: IncidentFacts } {
  return episode.incident !== undefined;
}

function wordsOf(episode: Episode, context: KindContext): Words {
  const kind = kindOf(episode.kind);
  return isIncident(episode) ? describeIncident(kind, episode, context) : kind.describe(episode, context);
}

/** A line of the template, or of the one that did most to a source's episode. */
function sampleOf({ template, contributors }: Episode, context: EpisodeContext): string {
  const shown = template === ALL_TEMPLATES ? contributors[0]?.template ?? "" : template;
  return context.template(shown)?.sample ?? "";
}
