import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import type { AnomalyCount, AnomalyFilter } from "../ports/anomalies.ts";
import type { Connection } from "./connection.ts";
import {
  ANOMALIES,
  ANOMALIES_BY_KIND,
  ANOMALY_EXISTS,
  ANOMALY_WITH_DETAILS,
  DELETE_LABEL,
  LATEST_ANOMALY,
  UPSERT_ANOMALY,
  UPSERT_LABEL,
} from "./queries.ts";

/** See `AnomalyStore.saveAnomalies`. */
export function saveAnomalies(db: Connection, anomalies: readonly Anomaly[]): void {
  for (const anomaly of anomalies) {
    const { incident, ...columns } = anomaly;
    db.run(UPSERT_ANOMALY, { ...columns, incident: incident === undefined ? null : JSON.stringify(incident) });
  }
}

/** See `AnomalyStore.anomalies`. */
export function queryAnomalies(db: Connection, filter: AnomalyFilter): Anomaly[] {
  const { fromMs = -Infinity, toMs = Infinity, source = null, template = null, kind = null } = filter;
  return db.all<AnomalyRow>(ANOMALIES, { fromMs, toMs, source, template, kind }).map(anomalyOf);
}

/** See `AnomalyStore.anomalyWithDetails`. */
export function anomalyWithDetails(db: Connection, id: string): Anomaly[] {
  const all = db.all<AnomalyRow>(ANOMALY_WITH_DETAILS, { id }).map(anomalyOf);
  return all.some((anomaly) => anomaly.id === id) ? all : [];
}

/** See `AnomalyStore.countAnomalies`. */
export function countAnomalies(db: Connection): AnomalyCount[] {
  return db.all<AnomalyCount>(ANOMALIES_BY_KIND);
}

/** See `AnomalyStore.latestAnomaly`. */
export function latestAnomaly(db: Connection): Anomaly | null {
  const row = db.first<AnomalyRow>(LATEST_ANOMALY);
  return row === undefined ? null : anomalyOf(row);
}

/** See `AnomalyStore.labelAnomaly`. */
export function labelAnomaly(db: Connection, id: string, label: Label | null): boolean {
  if (db.first(ANOMALY_EXISTS, { id }) === undefined) return false;
  if (label === null) db.run(DELETE_LABEL, { id });
  else db.run(UPSERT_LABEL, { id, label });
  return true;
}

/** A row as it stands in the table: what is known of an incident is JSON. */
type AnomalyRow = Omit<Anomaly, "incident"> & { readonly incident: string | null };

function anomalyOf({ incident, ...anomaly }: AnomalyRow): Anomaly {
  return incident === null ? anomaly : { ...anomaly, incident: JSON.parse(incident) };
}
