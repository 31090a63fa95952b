import type { Anomaly } from "./anomaly.ts";
import { SEVERITIES } from "../severity.ts";
import { currentMembers } from "./current_members.ts";
import { isStop } from "./is_stop.ts";
import { gravestMember, memberGravity } from "./leading_member.ts";

/** A log that stops so long after another one has stopped by itself; what stops within the minute is one stop, as onsets of several logs are one incident. */
const LATER_MS = 60_000;

/**
 * How grave an anomaly is: its severity's place among all, and for an incident more where its gravest member is graver than that, and more by
 * one for each further source that stops later than the one that it is told by.
 */
export function gravityOf(anomaly: Anomaly): number {
  const { incident, severity } = anomaly;
  const own = SEVERITIES.indexOf(severity);
  if (incident === undefined || incident.members.length === 0) return own;
  const gravest = gravestMember({ ...anomaly, incident });
  const later = currentMembers(incident).filter((member) => {
    return isStop(member) && isStop(gravest) && member.startMs > gravest.startMs + LATER_MS;
  });
  return Math.max(own, memberGravity(gravest)) + later.length;
}
