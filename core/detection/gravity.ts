import type { Anomaly } from "./anomaly.ts";
import { SEVERITIES } from "../severity.ts";
import { gravestMember, memberGravity } from "./leading_member.ts";

/** How grave an anomaly is: its severity's place among all, and for an incident more where its gravest member is graver than that. */
export function gravityOf(anomaly: Anomaly): number {
  const { incident, severity } = anomaly;
  const own = SEVERITIES.indexOf(severity);
  if (incident === undefined || incident.members.length === 0) return own;
  return Math.max(own, memberGravity(gravestMember({ ...anomaly, incident })));
}
