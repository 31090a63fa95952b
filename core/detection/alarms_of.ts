import type { Alarm } from "./alarm.ts";
import { sinceMs } from "./current_members.ts";
import type { Episode } from "./episode.ts";
import type { IncidentMember } from "../incident_facts.ts";

const DAY_MS = 86_400_000;

/** What an incident is made of, an alarm for each of its series, which begins anew after a pause; none of an episode that is no incident. */
export function alarmsOf({ id, incident }: Episode): Alarm[] {
  return (incident?.members ?? []).map((member) => alarmOf(member, id));
}

/** A series' part in an incident; `incident` is empty where it has opened none. */
export function alarmOf(member: IncidentMember, incident: string): Alarm {
  const { kind, source, template, endMs, actual, expected, perDay, spanMs } = member;
  const probability = Math.min(1, perDay * spanMs / DAY_MS);
  return {
    kind,
    source,
    template,
    startMs: sinceMs(member),
    endMs,
    incident,
    actual,
    expected,
    probability,
    scaleMs: spanMs,
  };
}
