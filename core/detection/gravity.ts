import type { Anomaly } from "./anomaly.ts";
import { SEVERITIES } from "../severity.ts";
import { currentMembers } from "./current_members.ts";
import { isStop } from "./is_stop.ts";
import { gravestMember, memberGravity } from "./leading_member.ts";

/**
 * How grave an anomaly is: its severity's place among all, and for an incident more where its gravest member is graver than that, and more by
 * one for each further source that has stopped.
 */
export function gravityOf(anomaly: Anomaly): number {
  const { incident, severity } = anomaly;
  const own = SEVERITIES.indexOf(severity);
  if (incident === undefined || incident.members.length === 0) return own;
  const stops = currentMembers(incident).filter(isStop).length;
  return Math.max(own, memberGravity(gravestMember({ ...anomaly, incident }))) + Math.max(0, stops - 1);
}
