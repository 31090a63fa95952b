import type { IncidentMember } from "../../incident_facts.ts";
import { type AnomalyKind, kindOf } from "../kinds/kinds.ts";

/** What a series is known by; a kind says whether it is of errors alone, and whether of lines that are missing until they are back. */
export type Series = Pick<IncidentMember, "source" | "template"> & Partial<Pick<IncidentMember, "kind">>;

/** Whether both are of one series. */
export function isSame(a: Series, b: Series): boolean {
  return a.source === b.source && a.template === b.template && areAlike(a.kind, b.kind);
}

/** Whether findings of these kinds are of one series, where both are known: that it has stopped is never a part of its flood. */
function areAlike(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const one = kindOf(a as AnomalyKind), other = kindOf(b as AnomalyKind);
  return one.isOfErrors === other.isOfErrors && one.isHeld === other.isHeld;
}

/** The first of each series: the rarest, or the one that did most. */
export function distinct<Message extends Series>(messages: readonly Message[]): Message[] {
  return messages.filter((message, at) => messages.findIndex((other) => isSame(other, message)) === at);
}
