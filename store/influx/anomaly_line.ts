import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import { gravityOf } from "../../core/detection/gravity.ts";
import { gravestMember, leadingMember } from "../../core/detection/leading_member.ts";
import { fnv32 } from "../../core/fnv.ts";
import type { IncidentMember } from "../../core/incident_facts.ts";
import { factLine, float, integer, record, text, toNs } from "./fact_line.ts";
import { ANNOTATIONS, LABELS } from "./measurements.ts";

/** What an anomaly is found by. */
interface Identity {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly template: string;
  readonly startMs: number;
}

/** An anomaly as a line of `annotations`. */
export function anomalyLine(anomaly: Anomaly): string {
  return factLine({
    measurement: ANNOTATIONS,
    ...seriesOf(anomaly),
    fields: {
      id: text(anomaly.id),
      title: text(anomaly.title),
      text: text(anomaly.text),
      severity: text(anomaly.severity),
      actual: float(anomaly.actual),
      expected: float(anomaly.expected),
      threshold: float(anomaly.threshold),
      score: float(anomaly.score),
      time_end: integer(anomaly.endMs),
      sample: text(anomaly.sample),
      record: record({ ...anomaly, label: null }),
      ...shownFields(anomaly),
    },
  });
}

/** What dashboards ask of beside the figures: Flux can't parse a record whose lists hold unlike objects, as those of an incident do. */
function shownFields(anomaly: Anomaly) {
  const { windowMs, savedMs, parent, incident } = anomaly;
  const own = {
    window: integer(windowMs),
    saved: integer(savedMs),
    parent: text(parent ?? ""),
    gravity: integer(gravityOf(anomaly)),
  };
  if (incident === undefined || incident.members.length === 0) return own;
  const { members, more, isOpen = false } = incident;
  const { spanMs, mostPerDay } = leadingMember({ ...anomaly, incident });
  const gravest = gravestMember({ ...anomaly, incident });
  const again = beganAgain(members);
  return {
    ...own,
    open: text(isOpen ? "open" : "ended"),
    // What its title is about, which need not be what it is known by.
    about_source: text(gravest.source),
    about_template: text(gravest.template),
    series: integer(members.length + more),
    span: integer(spanMs),
    per_day: float(Math.min(...members.map(({ perDay }) => perDay))),
    ...(mostPerDay !== undefined && { most_per_day: float(mostPerDay) }),
    ...(again !== undefined && { again: integer(again) }),
  };
}

/** Since when an incident is on again after a pause of all its series; undefined: there was none. */
function beganAgain(members: readonly IncidentMember[]): number | undefined {
  const again = Math.max(...members.map(({ againMs = -Infinity }) => againMs));
  const wasOn = ({ startMs, againMs = startMs, endMs }: IncidentMember) => againMs < again && endMs >= again;
  return again === -Infinity || members.some(wasOn) ? undefined : again;
}

/** A label as a line of `labels`, with the tags and the time of its anomaly. */
export function labelLine({ label, ...anomaly }: Identity & { readonly label: Label | null }): string {
  return factLine({
    measurement: LABELS,
    ...seriesOf(anomaly),
    fields: { id: text(anomaly.id), label: text(label ?? "") },
  });
}

/** The id decides the nanoseconds, so that two anomalies of one kind, source, template and start stay two. */
function seriesOf({ id, kind, source, template, startMs }: Identity) {
  return { tags: { kind, source, template }, timeNs: toNs(startMs) + BigInt(fnv32(id) % 1_000_000) };
}
