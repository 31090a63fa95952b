import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";
import { isWorse, type Severity } from "../severity.ts";
import type { AnomalyKind } from "./anomaly.ts";
import type { EpisodeFigures } from "./figures/episode_figures.ts";
import { kindOf } from "./kinds/kinds.ts";

/** How much one series of an incident matters. */
export function memberSeverity(member: IncidentMember): Severity {
  const score = -10 * Math.log10(Math.max(member.perDay, 1e-300));
  const episode = { ...member, threshold: member.lower, score, parent: null, contributors: [] };
  return kindOf(member.kind as AnomalyKind).severity(episode);
}

/** The series that an incident is told by: the one that matters most, of those alike the one that it is known by, else the first. */
export function gravestMember(
  { source, template, incident }: Pick<EpisodeFigures, "source" | "template"> & { readonly incident: IncidentFacts },
): IncidentMember {
  const { members } = incident;
  const known = members.find((member) => member.source === source && member.template === template) ?? members[0]!;
  return members.reduce((gravest, member) => {
    return isWorse(memberSeverity(member), memberSeverity(gravest)) ? member : gravest;
  }, known);
}
