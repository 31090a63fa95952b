import type { ContributingMessage, IncidentFacts, IncidentMember } from "../incident_facts.ts";
import { ALL_TEMPLATES } from "../statistics/tally_windows.ts";
import type { Anomaly } from "./anomaly.ts";
import { contribution, evidence, finding, wholeOf } from "./describe_incident.ts";
import { currentMembers, sinceMs } from "./current_members.ts";
import { firstSign } from "./first_sign.ts";
import { gravestMember } from "./leading_member.ts";
import { isMessage } from "./series_words.ts";
import { formatSpan } from "./figures/format_span.ts";

/** An anomaly that is an incident. */
export type Incident = Anomaly & { readonly incident: IncidentFacts };

/** An incident piece by piece, each of one line, for whoever lays them out. */
export interface IncidentSummary {
  /** What its leading series held, what would have been usual, and how seldom that comes by chance. */
  readonly evidence: string;
  /** What deviated before that; null where the leading series was the first. */
  readonly firstSign: string | null;
  /** Messages that explain it, those of the leading series' source first. */
  readonly messages: readonly SummarisedMessage[];
  /** Seldom messages that came with it, the rarest first, each in a line; its members left out. */
  readonly related: readonly string[];
  /** Series that take part beside these and the leading one. */
  readonly more: number;
}

/** A message of an incident. */
export interface SummarisedMessage {
  /** Its text; of another source than the leading series', after that one's name: `[nginx-error.log] open() <*> failed`. */
  readonly text: string;
  /** Empty for the leading series, whose figures are the evidence. */
  readonly figures: string;
  /** A line of it, or empty. */
  readonly sample: string;
}

/** Whether an anomaly is an incident. */
export function isIncident(anomaly: Anomaly): anomaly is Incident {
  return anomaly.incident !== undefined;
}

/** What takes part in an incident: a log, by one kind of finding, and of these the most telling one. */
export interface JoinedLog {
  readonly source: string;
  readonly kind: string;
  /** What is seen, and where: `all lines of web: no line in 1 min where 288 to 655 usual`, `in db: pool exhausted: 5 lines in 2 s`. */
  readonly evidence: string;
}

/** The logs that take part in an incident, each once for each kind, the first sign's first. */
export function logsOf({ incident }: Incident): JoinedLog[] {
  return [...Map.groupBy(currentMembers(incident), ({ source, kind }) => `${kind}\n${source}`).values()].map(
    (alike) => {
      const telling = alike.toSorted((a, b) => a.perDay - b.perDay)[0]!;
      const { source, kind } = telling;
      const where = telling.template === ALL_TEMPLATES ? "" : `in ${source}: `;
      return { source, kind, evidence: `${where}${subject(telling)}: ${finding(telling)}` };
    },
  );
}

/** Sums an incident up. @param most how many messages at most. */
export function summariseIncident(anomaly: Incident, most: number): IncidentSummary {
  const { incident: { more, contributors = [], related = [] } } = anomaly;
  const members = currentMembers(anomaly.incident);
  const leading = gravestMember(anomaly);
  const first = firstSign(members, leading);
  const ofMessages = members.filter(isNamed);
  const shown = [...ofMessages].sort((a, b) => rank(a) - rank(b)).slice(0, most);
  const mostly = contributors.slice(0, most - shown.length);
  const untold = members.filter((member) => member !== leading && !shown.includes(member));
  return {
    evidence: `${subject(leading)}: ${evidence(leading)}`,
    firstSign: first === undefined
      ? null
      : `${formatSpan(sinceMs(leading) - sinceMs(first))} before: ${named(first, subject(first))}: ${finding(first)}`,
    messages: [
      ...shown.map((member) => messageOf(member, member === leading ? "" : finding(member))),
      ...mostly.map((message) => messageOf(message, contribution(message))),
    ],
    related: related.slice(0, most).map(({ template, text = template }) => text),
    more: untold.length + more,
  };

  /** The leading series is the evidence: what is more of it is the text and the line of a message. */
  function isNamed(member: IncidentMember): boolean {
    return member === leading ? isMessage(member.template) : member.template !== ALL_TEMPLATES;
  }

  function rank(member: IncidentMember): number {
    return member === leading ? 0 : member.source === leading.source ? 1 : 2;
  }

  function messageOf(message: IncidentMember | ContributingMessage, figures: string): SummarisedMessage {
    const { template, text = template, sample = "" } = message;
    return { text: named(message, text), figures, sample };
  }

  function named({ source, template }: IncidentMember | ContributingMessage, text: string): string {
    return source === leading.source || template === ALL_TEMPLATES ? text : `[${source}] ${text}`;
  }
}

function subject(member: IncidentMember): string {
  const { template, text = template } = member;
  return template === ALL_TEMPLATES ? wholeOf(member) : text;
}
