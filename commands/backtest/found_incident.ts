import type { Anomaly } from "../../core/detection/anomaly.ts";
import type { Episode } from "../../core/detection/episode.ts";
import type { ContributingMessage, IncidentMember, RelatedMessage } from "../../core/incident_facts.ts";
import { isMessage } from "../../core/detection/series_words.ts";

/** One series that takes part in an incident: what was seen of it, what would have been usual, and what it says. */
export interface Evidence extends Omit<IncidentMember, "lower" | "perDay"> {
  /** Null where there is no such limit, or the detector states none. */
  readonly lower: number | null;
  readonly perDay: number | null;
  /** Text and a line of its template; both empty where it is all lines of the source. */
  readonly text: string;
  readonly sample: string;
}

/** An incident with what the log itself says of the messages that explain it. */
export interface FoundIncident {
  readonly anomaly: Anomaly;
  /** When it was called: the end of the window that showed it, epoch milliseconds. */
  readonly calledMs: number;
  /** Names of its sources. */
  readonly sources: readonly string[];
  /** Its series, the first sign first. */
  readonly evidence: readonly Evidence[];
}

/** Seldom messages that came with an incident. */
export function relatedTo({ incident }: Pick<Anomaly, "incident">): readonly RelatedMessage[] {
  return incident?.related ?? [];
}

/** Messages that did most to a change of all lines. */
export function contributorsTo({ incident }: Pick<Anomaly, "incident">): readonly ContributingMessage[] {
  return incident?.contributors ?? [];
}

/** All that an incident says: its own words, then text and sample of every message that explains it. */
export function fullText({ anomaly, evidence }: FoundIncident): string {
  const members = evidence.filter(({ template }) => isMessage(template));
  const messages = [...members, ...contributorsTo(anomaly), ...relatedTo(anomaly), ...anomaly.incident?.earlier ?? []];
  return [anomaly.text, ...messages.flatMap(({ text = "", sample = "" }) => [text, sample])].join("\n");
}

/** The series of an episode: those of its incident; else its own, with the templates that did most to it. */
export function membersOf(episode: Episode, windowMs: number): Omit<Evidence, "text" | "sample">[] {
  if (episode.incident !== undefined) return [...episode.incident.members];
  const { kind, source, template, startMs, endMs, actual, expected, threshold } = episode;
  const limits = actual > expected ? { lower: null, upper: threshold } : { lower: threshold, upper: null };
  const own = { kind, source, startMs, endMs, perDay: null, spanMs: windowMs };
  const contributors = episode.contributors.map((contributor) => ({
    ...own,
    ...contributor,
    lower: null,
    upper: null,
  }));
  return [{ ...own, template, actual, expected, ...limits }, ...contributors];
}
