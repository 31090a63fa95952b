import type { IncidentMember } from "../../incident_facts.ts";
import type { Alarm } from "../alarm.ts";
import { alarmOf } from "../alarms_of.ts";
import { kindOf } from "../kinds/kinds.ts";
import { countedFromMs, type Finding } from "./finding.ts";
import { isSame } from "./same_series.ts";

/** A finding of a series that begins so long after its last one ended comes after a pause. */
const PAUSE_MS = 120_000;

/** A series of an incident: its most telling finding, and whether it lasts until the series is back. */
export interface HeldMember extends IncidentMember {
  readonly kind: Finding["kind"];
  readonly isHeld: boolean;
  /** What it is like is its new level. @default false */
  readonly isAdopted?: boolean;
  /** An operator has said that it is normal. */
  readonly isAccepted?: boolean;
  /** Its lines when they had doubled last. @default actual */
  readonly grownFrom?: number;
}

/** A series as a finding tells of it. */
export function memberOf(finding: Finding): HeldMember {
  const { kind, source, template, startMs, endMs, words, mostPerDay, learnedMs, successor } = finding;
  const { actual, expected, lower, upper, perDay } = finding;
  const figures = { actual, expected, lower, upper: Number.isFinite(upper) ? upper : null, perDay };
  const said = {
    ...(words !== undefined && { words }),
    ...(mostPerDay !== undefined && { mostPerDay }),
    ...(learnedMs !== undefined && { learnedMs }),
    ...(successor !== undefined && { successor }),
    ...(finding.adopted && { isAdopted: true }),
  };
  const isHeld = kindOf(kind).isHeld && successor === undefined;
  const spanMs = endMs - countedFromMs(finding);
  return { kind, source, template, startMs, endMs, ...figures, spanMs, ...said, isHeld };
}

/** A finding that opens no incident, as an alarm. */
export function alarmOfFinding(finding: Finding): Alarm {
  return alarmOf(memberOf(finding), "");
}

/** A series with a finding, of which it may be known already: figures of before its incident opened again say nothing of now. */
export function nextOf(
  known: HeldMember | undefined,
  { finding, againMs, isAgain }: { readonly finding: Finding; readonly againMs: number; readonly isAgain: boolean },
): HeldMember {
  const next = memberOf(finding);
  if (known === undefined) return next;
  return known.endMs > againMs && !isAgain
    ? moreTelling(known, next)
    : { ...next, startMs: known.startMs, againMs: next.startMs };
}

/** Adds a member to the others, or to the one that has become the same series. */
export function joined(members: HeldMember[], member: HeldMember): HeldMember[] {
  const same = members.findIndex((other) => isSame(other, member));
  return same < 0 ? [...members, member] : members.with(same, {
    ...moreTelling(members[same]!, member),
    endMs: Math.max(members[same]!.endMs, member.endMs),
  });
}

/** Whether a finding is expected less often than another one, or as seldom with more lines too many, or too few. */
function isRarer(one: HeldMember, than: HeldMember): boolean {
  if (one.perDay !== than.perDay) return one.perDay < than.perDay;
  return Math.abs(one.actual - one.expected) > Math.abs(than.actual - than.expected);
}

/** Figures of the finding that is expected less often, of the kind that it was first called by. */
function moreTelling(before: HeldMember, after: HeldMember): HeldMember {
  const isFirstCall = before.mostPerDay === undefined && after.mostPerDay !== undefined;
  const figures = isFirstCall || after.kind === before.kind && isRarer(after, before) ? after : before;
  const times = { startMs: Math.min(before.startMs, after.startMs), endMs: after.endMs };
  const againMs = after.startMs > before.endMs + PAUSE_MS ? after.startMs : before.againMs;
  const { successor = before.successor } = after;
  const isAdopted = before.isAdopted || after.isAdopted;
  const known = {
    ...(againMs !== undefined && { againMs }),
    ...(successor !== undefined && { successor }),
    ...(isAdopted && { isAdopted }),
  };
  return { ...figures, ...times, ...known, isHeld: after.isHeld };
}
