import type { LinePoint } from "../../core/line_point.ts";

/** Points of other tools. */
export interface PointStore {
  /** Stores points as they are. @throws {StoreRefusedError} for LogIQ's own measurement names. */
  writePoints(points: readonly LinePoint[]): Promise<void>;
}

/** Measurement names that other tools' points must not use. */
export const RESERVED_MEASUREMENTS: readonly string[] = [
  "log_counts",
  "count_sums",
  "templates",
  "baselines",
  "annotations",
  "alarms",
  "heartbeats",
  "detector_state",
  "ledger",
];
