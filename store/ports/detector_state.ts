/** What the detector needs to go on where it stopped. */
export interface DetectorStateStore {
  /** Replaces rows by (source, template). Rows of one call become visible together. */
  saveDetectorState(rows: readonly DetectorStateRow[]): Promise<void>;

  /** All rows, in no order. */
  detectorState(): Promise<DetectorStateRow[]>;

  /** `fresh`: deletes baselines, anomalies, alarms and detector state. Counters, registry, samples, labels and ledger stay. */
  resetDetection(): Promise<void>;
}

/** Of one source, or of one of its templates. */
export interface DetectorStateRow {
  readonly source: string;
  /** `*`: the source itself. */
  readonly template: string;
  readonly known: boolean;
  /** JSON, the detector's own business. */
  readonly baseline: string;
  /** Start of the last evaluated window, epoch milliseconds. */
  readonly lastWindowMs: number;
  readonly savedMs: number;
}
