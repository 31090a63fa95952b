import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import type { AnomalyFilter } from "../ports/anomalies.ts";
import { factLine, float, integer, record, text, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { ANNOTATIONS, LABELS } from "./measurements.ts";
import { anomalyQuery, anomalyTags, labelsQuery, rangeOf, recordsQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";
import { fnv32 } from "../../core/fnv.ts";

/** See `AnomalyStore.saveAnomalies`. Labels are a measurement of their own, with the anomaly's tags and time. */
export function saveAnomalies(connection: InfluxConnection, anomalies: readonly Anomaly[]): Promise<void> {
  return connection.write("facts", anomalies.map(anomalyLine));
}

/** See `AnomalyStore.anomalies`. */
export async function queryAnomalies(connection: InfluxConnection, filter: AnomalyFilter): Promise<Anomaly[]> {
  const { fromMs = -Infinity, toMs = Infinity } = filter;
  const { facts } = connection.target.buckets;
  // An episode that meets the range may have begun at any time before it.
  const selection = { measurement: ANNOTATIONS, tags: anomalyTags(filter) };
  const [anomalies, labels] = await Promise.all([
    connection.query(
      recordsQuery(facts, rangeOf({ toMs }), selection),
      (column): Anomaly => JSON.parse(column("_value")),
    ),
    connection.query(labelsQuery(facts), (column): [string, Label | ""] => [column("id"), column("label")]),
  ]);
  const labelOf = new Map(labels);
  return anomalies
    .filter(({ startMs, endMs }) => endMs > fromMs && startMs < toMs)
    .map((anomaly) => ({ ...anomaly, label: labelOf.get(anomaly.id) || null }))
    .sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
}

/** See `AnomalyStore.labelAnomaly`. */
export async function labelAnomaly(connection: InfluxConnection, id: string, label: Label | null): Promise<boolean> {
  const found = await connection.query(anomalyQuery(connection.target.buckets.facts, id, rangeOf({})), (column) => ({
    kind: fromTagText(column("kind")),
    source: fromTagText(column("source")),
    template: fromTagText(column("template")),
    startMs: Date.parse(column("_time")),
  }));
  await connection.write("facts", found.map((anomaly) => labelLine({ ...anomaly, id, label })));
  return found.length > 0;
}

function anomalyLine(anomaly: Anomaly): string {
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
    },
  });
}

function labelLine({ label, ...anomaly }: Identity & { readonly label: Label | null }): string {
  return factLine({
    measurement: LABELS,
    ...seriesOf(anomaly),
    fields: { id: text(anomaly.id), label: text(label ?? "") },
  });
}

interface Identity {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly template: string;
  readonly startMs: number;
}

/** The id decides the nanoseconds, so that two anomalies of one kind, source, template and start stay two. */
function seriesOf({ id, kind, source, template, startMs }: Identity) {
  return { tags: { kind, source, template }, timeNs: toNs(startMs) + BigInt(fnv32(id) % 1_000_000) };
}
