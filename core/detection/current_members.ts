import type { IncidentFacts, IncidentMember } from "../incident_facts.ts";

/** When a series began to deviate, this time. */
export function sinceMs({ startMs, againMs = startMs }: Pick<IncidentMember, "startMs" | "againMs">): number {
  return againMs;
}

/** What says when an episode began. */
export interface BegunEpisode {
  readonly startMs: number;
  readonly incident?: Pick<IncidentFacts, "againMs">;
}

/** When an incident began, this time: it may have been over before. Epoch milliseconds. */
export function beganMs({ startMs, incident }: BegunEpisode): number {
  return sinceMs({ startMs, againMs: incident?.againMs });
}

/**
 * The series that an incident is told by, the first to deviate first: while it goes on again after it had been over, those that have
 * deviated since; else all.
 */
export function currentMembers<Member extends Pick<IncidentMember, "startMs" | "againMs" | "endMs">>(
  { members, againMs, isOpen = false }:
    & { readonly members: readonly Member[] }
    & Pick<IncidentFacts, "againMs" | "isOpen">,
): readonly Member[] {
  if (againMs === undefined || !isOpen) return members;
  const current = members.filter(({ endMs }) => endMs > againMs).sort((a, b) => sinceMs(a) - sinceMs(b));
  return current.length > 0 ? current : members;
}
