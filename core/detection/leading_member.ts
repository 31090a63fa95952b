import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";
import { currentMembers } from "./current_members.ts";
import { SEVERITIES, type Severity } from "../severity.ts";
import type { AnomalyKind } from "./anomaly.ts";
import type { EpisodeFigures } from "./figures/episode_figures.ts";
import { scoreOf } from "./figures/score_of.ts";
import { isStop, isStopped } from "./is_stop.ts";
import { kindOf } from "./kinds/kinds.ts";
import { isMessage } from "./series_words.ts";
import { isSilentHost } from "./silent_host.ts";

/** Graver than what is critical: a message by which a program says that it ends, and graver than that, no lines at all. */
const FATAL = SEVERITIES.length, STOP = FATAL + 1;

/** How much one series of an incident matters. */
export function memberSeverity(member: IncidentMember): Severity {
  if (member.successor !== undefined) return "info";
  const score = scoreOf(member.perDay);
  const episode = { ...member, threshold: member.lower, score, parent: null, contributors: [] };
  return kindOf(member.kind as AnomalyKind).severity(episode);
}

/** How grave one series of an incident is: its severity's place among all; what is fatal and what has stopped are above all. */
export function memberGravity(member: IncidentMember): number {
  if (isStop(member)) return STOP;
  const severity = memberSeverity(member);
  return severity === "critical" && member.level === "fatal" ? FATAL : SEVERITIES.indexOf(severity);
}

/** An incident, and what it is known by. */
export interface Led extends Pick<EpisodeFigures, "source" | "template"> {
  readonly kind: string;
  readonly incident: IncidentFacts;
}

/** The series that an incident is known by. */
export function leadingMember({ kind, source, template, incident }: Led): IncidentMember {
  const members = currentMembers(incident);
  const own = members.filter((member) => member.source === source && member.template === template);
  return own.find((member) => member.kind === kind) ?? own[0] ?? members[0]!;
}

/**
 * The series that an incident is told by: the one that matters most, of stops one that goes on, a host that is silent before a message that is missing with it, of those
 * alike the one that it is known by, else the first.
 */
export function gravestMember(incident: Led): IncidentMember {
  return currentMembers(incident.incident).reduce((gravest, member) => {
    const more = memberGravity(member) - memberGravity(gravest);
    return more > 0 || more === 0 && tellsMore(member, gravest) ? member : gravest;
  }, leadingMember(incident));
}

/** Whether a series says more of what has happened than another one that is as grave. */
function tellsMore(member: IncidentMember, than: IncidentMember): boolean {
  return isStopped(member) && !isStopped(than) || isSilentHost(member) && lacks(than) && isMessage(than.template);
}

function lacks({ kind }: IncidentMember): boolean {
  return kindOf(kind as AnomalyKind).lacks;
}
