import type { Anomaly, AnomalyKind, Label } from "../../core/detection/anomaly.ts";
import { compare } from "../compare.ts";
import type { AnomalyCount, AnomalyFilter } from "../ports/anomalies.ts";
import { anomalyLine, labelLine } from "./anomaly_line.ts";
import type { InfluxConnection, ReadColumn } from "./influx_connection.ts";
import { ANNOTATIONS } from "./measurements.ts";
import {
  anomaliesByKindQuery,
  anomalyIdsQuery,
  anomalyQuery,
  anomalyTags,
  labelledQuery,
  labelsQuery,
  latestAnomalyQuery,
  rangeOf,
  recordsQuery,
  type Selection,
} from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/** So long a detail may have gone on before it became part of another. */
const LONGEST_BEFORE_MS = 86_400_000;

/** See `AnomalyStore.saveAnomalies`. Labels are a measurement of their own, with the anomaly's tags and time. */
export function saveAnomalies(connection: InfluxConnection, anomalies: readonly Anomaly[]): Promise<void> {
  return connection.write("facts", anomalies.map(anomalyLine));
}

/** See `AnomalyStore.anomalies`. */
export async function queryAnomalies(connection: InfluxConnection, filter: AnomalyFilter): Promise<Anomaly[]> {
  const { fromMs = -Infinity, toMs = Infinity } = filter;
  // An episode that meets the range may have begun at any time before it.
  const begun = await anomaliesBegun(connection, { toMs }, anomalyTags(filter));
  return begun.filter(({ startMs, endMs }) => endMs > fromMs && startMs < toMs);
}

/** See `AnomalyStore.anomalyWithDetails`. Details began while it went on, or not long before. */
export async function anomalyWithDetails(connection: InfluxConnection, id: string): Promise<Anomaly[]> {
  const query = anomalyQuery(connection.target.buckets.facts, id, rangeOf({}));
  const [startMs] = await connection.query(query, (column) => Date.parse(column("_time")));
  if (startMs === undefined) return [];
  const anomaly = (await anomaliesBegun(connection, { fromMs: startMs, toMs: startMs + 1 })).find((each) =>
    each.id === id
  )!;
  if (anomaly.incident !== undefined) return [anomaly];
  const near = await anomaliesBegun(connection, { fromMs: startMs - LONGEST_BEFORE_MS, toMs: anomaly.endMs + 1 });
  return near.filter((each) => each.id === id || each.parent === id);
}

/** See `AnomalyStore.countAnomalies`. The storage counts; ids are read only of the stretch in which people have labelled. */
export async function countAnomalies(connection: InfluxConnection): Promise<AnomalyCount[]> {
  const query = anomaliesByKindQuery(connection.target.buckets.facts);
  const [all, labelled] = await Promise.all([
    connection.query(query, (column) => ({ kind: kindOf(column), count: Number(column("_value")) })),
    labelledAnomalies(connection),
  ]);
  return all.flatMap(({ kind, count }) => {
    const labels = Map.groupBy(labelled.filter((each) => each.kind === kind), ({ label }) => label);
    const rest = count - [...labels.values()].reduce((sum, { length }) => sum + length, 0);
    return [
      { kind, label: null, count: rest },
      ...[...labels].map(([label, { length }]) => ({ kind, label, count: length })),
    ];
  })
    .filter(({ count }) => count > 0)
    .sort((a, b) => compare(a.kind, b.kind) || compare(a.label ?? "", b.label ?? ""));
}

/** See `AnomalyStore.latestAnomaly`. */
export async function latestAnomaly(connection: InfluxConnection): Promise<Anomaly | null> {
  const query = latestAnomalyQuery(connection.target.buckets.facts);
  const [startMs] = await connection.query(query, (column) => Date.parse(column("_time")));
  if (startMs === undefined) return null;
  return (await anomaliesBegun(connection, { fromMs: startMs, toMs: startMs + 1 })).at(-1) ?? null;
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

/** Anomalies that begin in the range, with their labels, by start then id. */
async function anomaliesBegun(
  connection: InfluxConnection,
  range: { readonly fromMs?: number; readonly toMs?: number },
  tags: Selection["tags"] = {},
): Promise<Anomaly[]> {
  const { facts } = connection.target.buckets;
  const [anomalies, labels] = await Promise.all([
    connection.query(
      recordsQuery(facts, rangeOf(range), { measurement: ANNOTATIONS, tags }),
      (column): Anomaly => JSON.parse(column("_value")),
    ),
    connection.query(labelsQuery(facts), (column): [string, Label | ""] => [column("id"), column("label")]),
  ]);
  const labelOf = new Map(labels);
  return anomalies
    .map((anomaly) => ({ ...anomaly, label: labelOf.get(anomaly.id) || null }))
    .sort((a, b) => a.startMs - b.startMs || compare(a.id, b.id));
}

/** Those labels whose anomaly is there: `resetDetection` leaves the others. */
async function labelledAnomalies(connection: InfluxConnection): Promise<LabelledAnomaly[]> {
  const { facts } = connection.target.buckets;
  const labelled = await connection.query(labelledQuery(facts), (column): LabelledAnomaly => ({
    id: column("id"),
    kind: kindOf(column),
    label: column("label"),
    startMs: Date.parse(column("_time")),
  }));
  if (labelled.length === 0) return [];
  const starts = labelled.map(({ startMs }) => startMs).sort((a, b) => a - b);
  const range = rangeOf({ fromMs: starts[0], toMs: starts[starts.length - 1]! + 1 });
  const there = new Set(await connection.query(anomalyIdsQuery(facts, range), (column) => column("_value")));
  return labelled.filter(({ id }) => there.has(id));
}

interface LabelledAnomaly {
  readonly id: string;
  readonly kind: AnomalyKind;
  readonly label: Label;
  readonly startMs: number;
}

function kindOf(column: ReadColumn): AnomalyKind {
  return fromTagText(column("kind")) as AnomalyKind;
}
