import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { isHostSeries } from "../host_series.ts";
import { kindOf } from "../kinds/kinds.ts";
import type { Finding } from "./finding.ts";
import type { OpenIncident } from "./open_incident.ts";
import { QUIET_MS } from "./quiet.ts";
import { sum } from "../../sum.ts";

/** A series joins an incident that grew so lately, and that was opened so lately. */
const JOINS_MS = 60_000;
const GROWS_MS = 120_000;
/** What follows from an incident does so within so long. */
const FOLLOWS_MS = 120_000;
/** What began so long before or after an incident of its source did, began with it; and of another source, where that is young. */
const TOGETHER_MS = 180_000;
const TOGETHER_ELSEWHERE_MS = 60_000;
/** An incident is young for so long: other sources, and the like of what it has, join it then. */
export const YOUNG_MS = 1_200_000;
/** A series that deviates again in the same way, so soon after its incident was over, goes on with that, and it is told again. */
export const RELAPSES_MS = 3_600_000;
/** It goes on again, too, after so long a pause within an incident, where what is seen is so much rarer than what is called. */
const PAUSE_MS = 300_000;
const RELAPSE_SHARE = 0.01;
/** What one message did so much of is its doing. */
const DONE_BY_ONE = 0.5;

/**
 * The incident that a finding belongs to: the youngest in which its series goes on; else the youngest of its source that grows; else the youngest whose message did most of it, or that had
 * its series, within five minutes; else the youngest elsewhere that grows and began with it; else the youngest whose message did most of it, or that had its series, before; else, of those of its source that go on, the youngest that it follows from.
 * @param all those that go on, the youngest first
 * @param apartMs how far apart two logs begin to deviate for the other one to be part of an incident, milliseconds
 */
export function incidentOf(
  finding: Finding,
  all: readonly OpenIncident[],
  apartMs: (incident: OpenIncident) => number,
): OpenIncident | undefined {
  const open = all.filter((incident) => mayHold(incident, finding));
  const beganElsewhere = (incident: OpenIncident) => {
    const betweenMs = Math.abs(incident.beganMs - finding.startMs);
    return betweenMs <= TOGETHER_ELSEWHERE_MS && isAlike(incident, finding) && betweenMs <= apartMs(incident);
  };
  return open.find((incident) => incident.hasLike(finding, finding.endMs - FOLLOWS_MS)) ??
    open.find((incident) => incident.hasSourceNow(finding.source) && isCalledWith(incident, finding)) ??
    open.find((incident) => isDoneByMember(incident, finding, finding.startMs - PAUSE_MS)) ??
    open.find((incident) => incident.hasLike(finding, finding.startMs - PAUSE_MS)) ??
    open.find((incident) => isCalledWith(incident, finding) && beganElsewhere(incident)) ??
    open.find((incident) => isDoneByMember(incident, finding)) ??
    open.find((incident) => !isOfOthers(incident, finding) && incident.hasLike(finding, finding.endMs - QUIET_MS)) ??
    open.find((incident) => explains(incident, finding, beganElsewhere));
}

/** Whether a finding is called while an incident begins. */
function isCalledWith(incident: OpenIncident, finding: Finding): boolean {
  const { grownMs, openedMs } = incident.state;
  return Math.abs(finding.endMs - grownMs) <= JOINS_MS && Math.abs(finding.endMs - openedMs) <= GROWS_MS;
}

/** Whether a finding follows from an incident that its source takes part in and that goes on: it began with it, is more of the same, or what that leaves. */
function explains(
  incident: OpenIncident,
  finding: Finding,
  beganElsewhere: (incident: OpenIncident) => boolean,
): boolean {
  const { openedMs } = incident.state;
  const quietMs = finding.endMs - incident.lastFoundMs;
  const isYoung = finding.endMs - openedMs <= YOUNG_MS;
  if (isYoung && quietMs <= FOLLOWS_MS && incident.hasKind(finding)) return true;
  if (!incident.hasSourceNow(finding.source)) return isYoung && beganElsewhere(incident);
  if (beganTogether(incident, finding)) return true;
  return kindOf(finding.kind).follows && quietMs <= QUIET_MS ||
    finding.template === ALL_TEMPLATES && quietMs <= FOLLOWS_MS;
}

/** Whether more lines, or errors, are the doing of messages that have no part in an incident which had more of them before. */
export function isOfOthers(
  { state: { members, contributors = [], earlier = [] } }: OpenIncident,
  finding: Finding,
): boolean {
  const { kind, source, template, contributors: present = [] } = finding;
  if (template !== ALL_TEMPLATES || kindOf(kind).lacks || present.length === 0) return false;
  const known = [...members, ...contributors, ...earlier]
    .filter((series) => series.source === source && series.template !== ALL_TEMPLATES);
  return known.length > 0 && !present.some(({ template }) => known.some((message) => message.template === template));
}

/** Whether what is found of all lines of a source is for the most part done by a message that takes part in an incident, and has done so since a time. */
function isDoneByMember({ state: { members } }: OpenIncident, finding: Finding, sinceMs = -Infinity): boolean {
  const { source, template, contributors = [] } = finding;
  const [most] = contributors;
  if (template !== ALL_TEMPLATES || most === undefined) return false;
  const { lacks } = kindOf(finding.kind);
  // Of the last minutes alone: a change may be longer.
  const changes = contributors.map(({ actual, expected }) => Math.abs(actual - expected));
  return changes[0]! >= DONE_BY_ONE * sum(changes) && members.some((member) => {
    return member.source === source && member.template === most.template && kindOf(member.kind).lacks === lacks &&
      member.endMs >= sinceMs;
  });
}

/** A slow test sees late what began with an incident. */
function beganTogether({ state, beganMs }: OpenIncident, { startMs, sinceMs = startMs }: Finding): boolean {
  return [state.startMs, beganMs].some((began) => began >= sinceMs - TOGETHER_MS && began <= startMs + TOGETHER_MS);
}

/**
 * Whether what is found in another log may have to do with an incident: what is found of one host has so with what is found elsewhere of that host, and with
 * nothing else. Else it is known by its own start alone, and not by when it was called: a timer's last line says nothing of it.
 */
function isAlike({ state: { members } }: OpenIncident, { template }: Finding): boolean {
  const isOfHosts = isHostSeries(template) || members.every((member) => isHostSeries(member.template));
  return !isOfHosts || members.some((member) => member.template === template);
}

/** Whether an incident may have what is found: a host follows no message of its log into another log's incident, which that may have joined by chance. */
function mayHold({ state: { source, members } }: OpenIncident, finding: Finding): boolean {
  return !isHostSeries(finding.template) || source === finding.source ||
    members.some((member) => member.template === finding.template);
}

/** Whether an incident that its source took part in began when a finding did that is seen late. */
export function beganBefore(over: OpenIncident, finding: Finding): boolean {
  return over.hasSource(finding.source) && mayHold(over, finding) && beganTogether(over, finding);
}

/** Whether a series of an incident that has paused deviates again, so that it has to be told again. */
export function isRelapse(incident: OpenIncident, finding: Finding): boolean {
  const { startMs, perDay, mostPerDay = 0 } = finding;
  return !incident.isHeld && incident.pauseBefore(startMs) >= PAUSE_MS && perDay <= RELAPSE_SHARE * mostPerDay &&
    !isOfOthers(incident, finding) && incident.hasLike(finding, startMs - RELAPSES_MS);
}
