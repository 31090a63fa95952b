import type { Label, Severity } from "../../core/anomaly_facts.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { beganMs, currentMembers, sinceMs } from "../../core/detection/current_members.ts";
import { contribution, finding } from "../../core/detection/describe_incident.ts";
import { formatRate } from "../../core/detection/figures/format_rate.ts";
import { isIncident } from "../../core/detection/incident_summary.ts";
import { kindOf } from "../../core/detection/kinds/kinds.ts";
import { gravestMember } from "../../core/detection/leading_member.ts";
import type { ContributingMessage, IncidentFacts, IncidentMember, RelatedMessage } from "../../core/incident_facts.ts";
import { ALL_TEMPLATES } from "../../core/statistics/tally_windows.ts";

/** An incident as `GET /api/incidents` shows it. Times are ISO 8601. */
export interface IncidentView {
  readonly id: string;
  /** Of its leading finding. */
  readonly kind: string;
  readonly severity: Severity;
  /** Whether it goes on. */
  readonly open: boolean;
  readonly time: string;
  /** When it began again, the last time, where it had been over; else `time`. */
  readonly since: string;
  /** End of the last finding, so far. */
  readonly time_end: string;
  /** Those of all members, the one that the title is about first. */
  readonly sources: readonly string[];
  /** The leading finding's; `*`: all lines of the source. */
  readonly template: string;
  readonly title: string;
  /** What was seen, what would have been usual, and what takes part, in words. */
  readonly text: string;
  /** What deviated first. */
  readonly first_sign: MemberView | null;
  /** In the order in which they began to deviate. */
  readonly members: readonly MemberView[];
  /** How many more there are. */
  readonly more: number;
  /** Messages that did most to a change of all lines, the first most. */
  readonly mostly: readonly ContributorView[];
  /** Messages that are seldom seen and came with it, the rarest first. */
  readonly related: readonly RelatedView[];
  /** Whether it has become the new normal. */
  readonly adopted: boolean;
  readonly label: Label | null;
}

/** One series of an incident. */
export interface MemberView {
  readonly kind: string;
  readonly source: string;
  readonly template: string;
  /** The template's text; empty for all lines of a source. */
  readonly text: string;
  /** A line of it, or empty. */
  readonly sample: string;
  /** When it began to deviate, the last time that it did after a pause. */
  readonly time: string;
  readonly time_end: string;
  /** What was seen against what is usual, in words. */
  readonly figures: string;
  readonly actual: number;
  readonly expected: number;
  /** What would have been usual; null: no limit. */
  readonly lower: number;
  readonly upper: number | null;
  /** Findings like it that are expected a day while nothing is wrong; null where the detector does not say. */
  readonly expected_per_day: number | null;
  /** The most of them at which one is called, its test's part of the budget; null where that is not known. */
  readonly called_below_per_day: number | null;
  /** Length of the time that the counts are of, milliseconds. */
  readonly span_ms: number;
  /** How much of the source what is usual was learned from, milliseconds; null where the detector does not say. */
  readonly learned_ms: number | null;
}

/** A message that did much to a change of all lines of its source. */
export interface ContributorView {
  readonly source: string;
  readonly template: string;
  readonly text: string;
  /** A line of it, or empty. */
  readonly sample: string;
  /** What was seen of it, in words. */
  readonly figures: string;
  /** Its lines in the last minutes of the finding, and how many were expected. */
  readonly actual: number;
  readonly expected: number;
}

/** A message that is seldom seen, and came with an incident. */
export interface RelatedView {
  readonly source: string;
  readonly template: string;
  readonly text: string;
  /** A line of it, or empty. */
  readonly sample: string;
  /** Start of the five minutes that it came in. */
  readonly time: string;
  /** Lines in them, and the share of such times that had this many, 0 to 1. */
  readonly lines: number;
  readonly share: number;
}

/** What {@linkcode incidentViews} needs beside the anomalies. */
export interface IncidentContext {
  readonly nowMs: number;
  /** A template's text where the registry has it, else empty. */
  readonly textOf: (source: string, template: string) => string;
}

/** An episode of the sigma detector goes on while its last window is this many windows old at most. */
const OPEN_WINDOWS = 3;

/** Incidents in the order of their anomalies. Where the detector makes none, each episode is one with its details as members. */
export function incidentViews(anomalies: readonly Anomaly[], context: IncidentContext): IncidentView[] {
  const details = Map.groupBy(anomalies, ({ parent }) => parent);
  return anomalies.filter(({ parent }) => parent === null).map((anomaly) =>
    viewOf(anomaly, details.get(anomaly.id) ?? [], context)
  );
}

function viewOf(anomaly: Anomaly, details: readonly Anomaly[], context: IncidentContext): IncidentView {
  const { id, kind, severity, template, title, text, source, label, startMs, endMs, incident } = anomaly;
  const members = incident === undefined
    ? [anomaly, ...details].map((each) => ofEpisode(each, context))
    : incident.members.map((member) => ofIncident(member, context));
  return {
    id,
    kind,
    severity,
    open: incident === undefined ? isLasting(anomaly, context.nowMs) : incident.isOpen ?? false,
    time: iso(startMs),
    since: iso(beganMs(anomaly)),
    time_end: iso(endMs),
    sources: [...new Set([toldOf(anomaly), source, ...members.map((member) => member.source)])],
    template,
    title,
    text,
    first_sign: firstOf(incident, context) ?? members[0] ?? null,
    members,
    more: incident?.more ?? 0,
    mostly: (incident?.contributors ?? []).map((message) => ofContributor(message, context)),
    related: (incident?.related ?? []).map((message) => ofRelated(message, context)),
    adopted: isAdopted(incident),
    label,
  };
}

/** The source that its title is about. */
function toldOf(anomaly: Anomaly): string {
  return isIncident(anomaly) ? gravestMember(anomaly).source : anomaly.source;
}

/** What deviated first, this time. */
function firstOf(incident: IncidentFacts | undefined, context: IncidentContext): MemberView | undefined {
  const [first] = incident === undefined ? [] : currentMembers(incident);
  return first && ofIncident(first, context);
}

function isAdopted(incident: IncidentFacts | undefined): boolean {
  return incident?.adopted ?? false;
}

function isLasting({ kind, endMs, windowMs }: Anomaly, nowMs: number): boolean {
  return kindOf(kind).lasts && nowMs - endMs <= OPEN_WINDOWS * windowMs;
}

function ofIncident(member: IncidentMember, { textOf }: IncidentContext): MemberView {
  const { kind, source, template, actual, expected, lower, upper, perDay, spanMs, sample = "" } = member;
  const chances = { expected_per_day: perDay, called_below_per_day: member.mostPerDay ?? null };
  const text = member.text ?? (template === ALL_TEMPLATES ? "" : textOf(source, template));
  const times = { time: iso(sinceMs(member)), time_end: iso(member.endMs) };
  const numbers = { actual, expected, lower, upper, ...chances, span_ms: spanMs, learned_ms: member.learnedMs ?? null };
  return { kind, source, template, text, sample, ...times, figures: finding(member), ...numbers };
}

function ofContributor(message: ContributingMessage, { textOf }: IncidentContext): ContributorView {
  const { source, template, actual, expected, text = textOf(source, template), sample = "" } = message;
  return { source, template, text, sample, figures: contribution(message), actual, expected };
}

function ofRelated(message: RelatedMessage, { textOf }: IncidentContext): RelatedView {
  const { source, template, startMs, lines, share, text = textOf(source, template), sample = "" } = message;
  return { source, template, text, sample, time: iso(startMs), lines, share };
}

/** An episode's one threshold is the upper limit where it was passed upwards. */
function ofEpisode(anomaly: Anomaly, { textOf }: IncidentContext): MemberView {
  const { kind, source, template, actual, expected, threshold, windowMs, sample } = anomaly;
  const text = template === ALL_TEMPLATES ? "" : textOf(source, template);
  const times = { time: iso(anomaly.startMs), time_end: iso(anomaly.endMs) };
  const limits = actual < expected ? { lower: threshold, upper: null } : { lower: 0, upper: threshold };
  const figures = `${formatRate(actual, windowMs)} where ${formatRate(expected, windowMs)} expected`;
  const chances = { expected_per_day: null, called_below_per_day: null };
  const numbers = { actual, expected, ...limits, ...chances, span_ms: windowMs, learned_ms: null };
  return { kind, source, template, text, sample, ...times, figures, ...numbers };
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
