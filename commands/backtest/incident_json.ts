import type { ContributingMessage, RelatedMessage } from "../../core/incident_facts.ts";
import { contributorsTo, type Evidence, type FoundIncident, fullText, relatedTo } from "./found_incident.ts";
import type { Judged } from "../scoring/judge_incidents.ts";

/** An incident as one JSON object: `text` names every message that explains it, with a sample. With labels it says which ones it meets. */
export function incidentJson(found: FoundIncident, judged?: Judged): Record<string, unknown> {
  const { anomaly, calledMs, sources, evidence } = found;
  const { id, kind, severity, startMs, endMs, title, actual, expected } = anomaly;
  const leading = evidence.find(({ source, template }) => source === anomaly.source && template === anomaly.template);
  return {
    time: iso(startMs),
    time_end: iso(endMs),
    called: iso(calledMs),
    id,
    kind,
    severity,
    sources,
    title,
    text: fullText(found),
    actual,
    expected,
    expected_per_day: leading?.perDay ?? null,
    called_below_per_day: leading?.mostPerDay ?? null,
    evidence: evidence.map(evidenceJson),
    mostly: contributorsTo(anomaly).map(contributorJson),
    related: relatedTo(anomaly).map(relatedJson),
    ...judged === undefined ? {} : { verdict: judged.verdict, labels: judged.labels.map(({ name }) => name) },
  };
}

function contributorJson(
  { source, text, sample, actual, expected }: ContributingMessage,
): Record<string, unknown> {
  return { source, text, sample, actual, expected };
}

function relatedJson({ source, text, sample, startMs, lines, share }: RelatedMessage): Record<string, unknown> {
  return { time: iso(startMs), source, text, sample, lines, share };
}

function evidenceJson(
  { kind, source, text, sample, startMs, endMs, actual, expected, lower, upper, perDay, mostPerDay, spanMs, learnedMs }:
    Evidence,
): Record<string, unknown> {
  return {
    time: iso(startMs),
    time_end: iso(endMs),
    kind,
    source,
    text,
    sample,
    actual,
    expected,
    usual: [lower, upper],
    expected_per_day: perDay,
    called_below_per_day: mostPerDay ?? null,
    seconds: spanMs / 1000,
    learned_seconds: learnedMs === undefined ? null : learnedMs / 1000,
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
