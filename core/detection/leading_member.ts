import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";
import { currentMembers } from "./current_members.ts";
import { isWorse, type Severity } from "../severity.ts";
import type { AnomalyKind } from "./anomaly.ts";
import type { EpisodeFigures } from "./figures/episode_figures.ts";
import { scoreOf } from "./figures/score_of.ts";
import { kindOf } from "./kinds/kinds.ts";

/** How much one series of an incident matters. */
export function memberSeverity(member: IncidentMember): Severity {
  const score = scoreOf(member.perDay);
  const episode = { ...member, threshold: member.lower, score, parent: null, contributors: [] };
  return kindOf(member.kind as AnomalyKind).severity(episode);
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

/** The series that an incident is told by: the one that matters most, of those alike the one that it is known by, else the first. */
export function gravestMember(incident: Led): IncidentMember {
  return currentMembers(incident.incident).reduce((gravest, member) => {
    return isWorse(memberSeverity(member), memberSeverity(gravest)) ? member : gravest;
  }, leadingMember(incident));
}
