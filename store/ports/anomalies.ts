import type { Anomaly, AnomalyKind, Label } from "../../core/detection/anomaly.ts";

/** What was found, and what people say of it. */
export interface AnomalyStore {
  /** Inserts or replaces anomalies by id; never touches a label (the `label` given is ignored). */
  saveAnomalies(anomalies: readonly Anomaly[]): Promise<void>;

  /** Anomalies with their labels, by start then id; `fromMs`/`toMs` select those whose [startMs, endMs) meets the range. */
  anomalies(filter?: AnomalyFilter): Promise<Anomaly[]>;

  /** Labels an anomaly, or takes the label off with null. Labels survive `resetDetection`. Resolves with false where the id is unknown. */
  labelAnomaly(id: string, label: Label | null): Promise<boolean>;
}

/** Which anomalies are asked for; what is left out may be any. */
export interface AnomalyFilter {
  readonly source?: string;
  readonly template?: string;
  readonly kind?: AnomalyKind;
  readonly fromMs?: number;
  readonly toMs?: number;
}
