import type { Anomaly, AnomalyKind, Label } from "../../core/detection/anomaly.ts";

/** What was found, and what people say of it. */
export interface AnomalyStore {
  /** Inserts or replaces anomalies by id; never touches a label (the `label` given is ignored). */
  saveAnomalies(anomalies: readonly Anomaly[]): Promise<void>;

  /** Anomalies with their labels, by start then id; `fromMs`/`toMs` select those whose [startMs, endMs) meets the range. */
  anomalies(filter?: AnomalyFilter): Promise<Anomaly[]>;

  /** The anomaly of an id and its details, with their labels, by start then id; empty where the id is unknown. */
  anomalyWithDetails(id: string): Promise<Anomaly[]>;

  /** How many anomalies there are by kind and label, ordered by (kind, label), the unlabelled first; only where above 0. */
  countAnomalies(): Promise<AnomalyCount[]>;

  /** The anomaly that began last, with its label, or null; of several the one with the largest id. */
  latestAnomaly(): Promise<Anomaly | null>;

  /** Labels an anomaly, or takes the label off with null. Labels survive `resetDetection`. Resolves with false where the id is unknown. */
  labelAnomaly(id: string, label: Label | null): Promise<boolean>;
}

/** Anomalies of one kind and label. */
export interface AnomalyCount {
  readonly kind: AnomalyKind;
  readonly label: Label | null;
  readonly count: number;
}

/** Which anomalies are asked for; what is left out may be any. */
export interface AnomalyFilter {
  readonly source?: string;
  readonly template?: string;
  readonly kind?: AnomalyKind;
  readonly fromMs?: number;
  readonly toMs?: number;
}
