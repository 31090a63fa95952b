import type { TemplateView } from "../api/routes/template_view.ts";
import { type Anomaly, ANOMALY_KINDS, type AnomalyKind } from "../core/detection/anomaly.ts";
import { beganMs } from "../core/detection/current_members.ts";
import { SEVERITIES, type Severity } from "../core/severity.ts";

/** What LogIQ has read and found. */
export interface RunSummary {
  readonly lines: number;
  readonly templates: number;
  /** Epoch milliseconds of the first and last counted slot, or null where nothing was counted. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** Episodes by kind; details of another episode are not counted. */
  readonly anomalies: Readonly<Record<AnomalyKind, number>>;
  /** Likewise by how much they matter. */
  readonly severities: Readonly<Record<Severity, number>>;
  /** From an episode's beginning, as is known by now and the last one where it began again, to its first saving, milliseconds; null without episodes. */
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number } | null;
  /** Of the labelled episodes, the share that is true; null without labels. */
  readonly precision: number | null;
  readonly labelled: number;
}

/** Sums up templates with their counts, and anomalies, as the api lists them. */
export function summarise(
  templates: readonly Pick<TemplateView, "count" | "first_seen" | "last_seen">[],
  anomalies: readonly Anomaly[],
): RunSummary {
  const counted = templates.filter(({ count }) => count > 0);
  const episodes = anomalies.filter(({ parent }) => parent === null);
  const labelled = episodes.filter(({ label }) => label !== null);
  const countOf = (kind: AnomalyKind) => episodes.filter((episode) => episode.kind === kind).length;
  return {
    lines: counted.reduce((sum, { count }) => sum + count, 0),
    templates: counted.length,
    firstMs: counted.length ? Math.min(...counted.map(({ first_seen }) => Date.parse(first_seen))) : null,
    lastMs: counted.length
      ? Math.max(...counted.map(({ first_seen, last_seen }) => Date.parse(last_seen ?? first_seen)))
      : null,
    anomalies: Object.fromEntries(ANOMALY_KINDS.map((kind) => [kind, countOf(kind)])) as Record<AnomalyKind, number>,
    severities: countBySeverity(episodes),
    latencyMs: latencies(episodes),
    precision: labelled.length ? labelled.filter(({ label }) => label === "true").length / labelled.length : null,
    labelled: labelled.length,
  };
}

function latencies(episodes: readonly Anomaly[]): RunSummary["latencyMs"] {
  if (episodes.length === 0) return null;
  const sorted = episodes.map((episode) => episode.savedMs - beganMs(episode)).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function countBySeverity(episodes: readonly Anomaly[]): Record<Severity, number> {
  const counts = SEVERITIES.map((name) => [name, episodes.filter(({ severity }) => severity === name).length]);
  return Object.fromEntries(counts) as Record<Severity, number>;
}
