import type { AnomalyKind } from "../anomaly.ts";

/** What an anomaly is known by. */
export interface AnomalyKey {
  readonly kind: AnomalyKind;
  readonly source: string;
  readonly template: string;
  /** Start of its first window, epoch milliseconds. */
  readonly startMs: number;
}

/**
 * The id of the anomaly with this key, 16 hex digits: whoever evaluates the same window gives it the same id.
 * Hash: FNV-1a, 64 bits, over the UTF-8 bytes (Fowler, Noll, Vo; draft-eastlake-fnv).
 */
export function anomalyId({ kind, source, template, startMs }: AnomalyKey): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode([kind, source, template, startMs].join("\u0000"))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
