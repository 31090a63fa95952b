import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";

/** When a series began to deviate, this time. */
export function sinceMs({ startMs, againMs = startMs }: Pick<IncidentMember, "startMs" | "againMs">): number {
  return againMs;
}

/**
 * The series of an incident that deviate now, the first to do so first: where it was over and has opened again, those that have done so
 * since.
 */
export function currentMembers<Member extends Pick<IncidentMember, "startMs" | "againMs" | "endMs">>(
  { members, againMs }: { readonly members: readonly Member[] } & Pick<IncidentFacts, "againMs">,
): readonly Member[] {
  if (againMs === undefined) return members;
  const current = members.filter(({ endMs }) => endMs > againMs).sort((a, b) => sinceMs(a) - sinceMs(b));
  return current.length > 0 ? current : members;
}
