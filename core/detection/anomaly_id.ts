import type { AnomalyKind } from "./anomaly.ts";
import { fnv64 } from "../fnv.ts";

/** What an anomaly is known by. */
export interface AnomalyKey {
  readonly kind: AnomalyKind;
  readonly source: string;
  readonly template: string;
  /** Start of its first window, epoch milliseconds. */
  readonly startMs: number;
}

/** The id of the anomaly with this key, 16 hex digits: whoever evaluates the same window gives it the same id. */
export function anomalyId({ kind, source, template, startMs }: AnomalyKey): string {
  const bytes = new TextEncoder().encode([kind, source, template, startMs].join("\u0000"));
  return fnv64(bytes.length, (i) => bytes[i]!);
}
