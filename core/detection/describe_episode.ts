import { cutText } from "../cut_text.ts";
import type { Anomaly } from "./anomaly.ts";
import { gravestMember, leadingMember, memberSeverity } from "./leading_member.ts";
import { levelOfLine } from "../mining/level_of_line.ts";
import { ALL_TEMPLATES } from "../statistics/tally_windows.ts";
import { describeIncident } from "./describe_incident.ts";
import type { Episode } from "./episode.ts";
import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";
import type { KindContext, Words } from "./kinds/kind.ts";
import { kindOf } from "./kinds/kinds.ts";
import type { Severity } from "../severity.ts";
import { withSeriesWords } from "./series_words.ts";

/** How much of a text and of a line an incident keeps of each member. */
const LONGEST_WORDS = 300;

/** What is needed to say an episode in words, and to date it. */
export interface EpisodeContext extends KindContext {
  /** When it was first saved, epoch milliseconds. */
  readonly savedMs: number;
}

/** An episode as an operator reads it, in the words of its kind. */
export function describeEpisode(episode: Episode, told: EpisodeContext): Anomaly {
  const context = { ...told, template: withSeriesWords(told.template) };
  const { id, kind, source, template, startMs, endMs, actual, expected, threshold, score, parent } = episode;
  const { savedMs } = context;
  const windowMs = isIncident(episode) ? leadingMember(episode).spanMs : context.windowMs;
  const incident = isIncident(episode) ? withWords(episode.incident, context) : undefined;
  const { title, text } = wordsOf({ ...episode, incident }, context);
  const figures = { startMs, endMs, windowMs, actual, expected, threshold, score };
  return {
    id,
    kind,
    source,
    template,
    title,
    text,
    severity: severityOf({ ...episode, incident }),
    ...figures,
    sample: sampleOf(episode, context),
    savedMs,
    parent,
    label: null,
    ...(incident && { incident }),
  };
}

/** What is known of an incident, with the text of each member's template and a line of it. */
function withWords(incident: IncidentFacts, context: KindContext): IncidentFacts {
  const { members, contributors, related, earlier } = incident;
  return {
    ...incident,
    members: members.map((member) => withLevel(inWords(member, context))),
    ...(contributors && { contributors: contributors.map((message) => inWords(message, context)) }),
    ...(earlier && { earlier: earlier.map((message) => inWords(message, context)) }),
    ...(related && { related: related.map((message) => inWords(message, context)) }),
  };
}

function inWords<T extends Pick<IncidentMember, "source" | "template">>(message: T, context: KindContext): T {
  const words = message.template === ALL_TEMPLATES ? undefined : context.template(message.template, message.source);
  if (words === undefined) return message;
  return { ...message, text: cutText(words.text, LONGEST_WORDS), sample: cutText(words.sample, LONGEST_WORDS) };
}

function withLevel(member: IncidentMember): IncidentMember {
  return member.sample === undefined ? member : { ...member, level: levelOfLine(member.sample) };
}

function isIncident(episode: Episode): episode is Episode & { readonly incident: IncidentFacts } {
  return episode.incident !== undefined;
}

/** How much an episode matters; an incident as much as the member that matters most. */
function severityOf(episode: Episode): Severity {
  return isIncident(episode) ? memberSeverity(gravestMember(episode)) : kindOf(episode.kind).severity(episode);
}

function wordsOf(episode: Episode, context: KindContext): Words {
  return isIncident(episode) ? describeIncident(episode, context) : kindOf(episode.kind).describe(episode, context);
}

/** A line of the template, or of the one that did most to a source's episode. */
function sampleOf({ template, contributors }: Episode, context: EpisodeContext): string {
  const shown = template === ALL_TEMPLATES ? contributors[0]?.template ?? "" : template;
  return context.template(shown)?.sample ?? "";
}
