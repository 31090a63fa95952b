import type { IncidentMember } from "../incident_facts.ts";
import type { AnomalyKind } from "./anomaly.ts";
import { sinceMs } from "./current_members.ts";
import { kindOf } from "./kinds/kinds.ts";

/** Rates are weighed by the minute: what began in the same one began at the same time, as far as is known. */
const MINUTE_MS = 60_000;

/** What deviated before the leading series did, or undefined; a message's first lines are known to the window. @param members in order of their beginning */
export function firstSign(
  [first]: readonly IncidentMember[],
  leading: IncidentMember,
): IncidentMember | undefined {
  if (first === undefined || first === leading) return undefined;
  const beforeMs = sinceMs(leading) - sinceMs(first);
  const least = kindOf(first.kind as AnomalyKind).grows ? 1 : MINUTE_MS;
  return beforeMs >= least ? first : undefined;
}
