import type { AnomalyFacts } from "../anomaly_facts.ts";
import { type AnomalyKind, KINDS } from "./kinds/kinds.ts";

export type { Label, Severity } from "../anomaly_facts.ts";
export type { AnomalyFacts, AnomalyKind };

/** Names of all kinds, in the order in which they are listed. */
export const ANOMALY_KINDS: readonly AnomalyKind[] = KINDS.map(({ name }) => name);

/** One episode: consecutive anomalous windows of one kind, source and template. */
export interface Anomaly extends AnomalyFacts {
  /** What is out of the ordinary. */
  readonly kind: AnomalyKind;
}
