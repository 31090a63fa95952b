import type { Anomaly, AnomalyKind, Label } from "../core/anomaly.ts";
import type { CounterBatch, SampleLine } from "../core/counter_batch.ts";
import type { Heartbeat, SeenHeartbeat } from "../core/heartbeat.ts";
import type { LinePoint } from "../core/line_point.ts";
import type { RegisteredTemplate } from "../core/registry/registered_template.ts";
import type { SourceWindow } from "../core/statistics/source_windows.ts";
import type { WindowCount, WindowRange } from "../core/statistics/window_counts.ts";
import type { WindowStatistics } from "../core/statistics/window_statistics.ts";

/**
 * Where LogIQ keeps its facts. Two adapters: `sqlite/` (embedded) and `influx/`; `testing/contract.ts` holds both to this prose.
 *
 * Every write is idempotent: writing the same thing again changes nothing. A resolved write is durable. Time ranges are
 * half-open, `[fromMs, toMs)`, in epoch milliseconds. Any method rejects with `StoreUnavailableError` while the store
 * can't be reached, and with `StoreRefusedError` for what it will never take.
 */
export interface Store extends AsyncDisposable {
  /** As printed at every start, without secrets: `sqlite:PATH` or `influx:URL org/bucket`. */
  readonly description: string;

  /** Resolves with the store's version when it is reachable. */
  health(): Promise<{ readonly version: string }>;

  /**
   * Writes a batch's counters. A point's identity is (agent, number, slot, tags). Points older than the retention are
   * left out and reported; the others are stored. `nowMs` is the api's clock.
   */
  writeCounters(batch: CounterBatch, nowMs: number): Promise<WriteOutcome>;

  /** Inserts or replaces registry rows by (source, id). `firstSeenMs` only ever gets smaller; `initial` stays true. */
  saveTemplates(rows: readonly RegisteredTemplate[]): Promise<void>;
  /** Registry rows, replaced ones included, ordered by (source, id); `changedSinceMs` keeps those with `updatedMs` at or after it. */
  templates(filter?: { readonly source?: string; readonly changedSinceMs?: number }): Promise<RegisteredTemplate[]>;

  /** Keeps the newest `SAMPLES_PER_TEMPLATE` lines of each template. The same line at the same time is kept once. */
  saveSamples(samples: readonly SampleLine[]): Promise<void>;
  /** Sample lines, newest first. */
  samples(filter?: { readonly source?: string; readonly template?: string }): Promise<SampleLine[]>;

  /** Counts by (source, template, level) over slots in the range (default: all), live and backlog; lineage is not resolved. */
  templateCounts(
    filter?: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number },
  ): Promise<TemplateCount[]>;

  /**
   * Live lines per template and window, only where above 0, ordered by (windowStartMs, template); `*` holds all lines of the source.
   * The range's ends are multiples of the window's length, else a RangeError.
   */
  windowCounts(query: WindowQuery): Promise<WindowCount[]>;
  /**
   * Live lines of many sources at once, a row for each window with lines, ordered by (source, startMs); lineage is not resolved.
   * The range's ends are multiples of the window's length, else a RangeError.
   */
  sourceWindows(query: SourceWindowsQuery): Promise<SourceWindow[]>;
  /**
   * Mean and sample standard deviation of live lines per window over the range, per template and for `*`. A window without
   * lines counts 0; a template without any live line in the range has no row; `stddev` of one window is 0.
   */
  windowStatistics(query: WindowQuery): Promise<WindowStatistics[]>;

  /** Replaces the newest heartbeat of each (agent, source). */
  saveHeartbeats(heartbeats: readonly Heartbeat[], seenMs: number): Promise<void>;
  /** The newest heartbeat of each (agent, source), of those seen at or after `seenSinceMs` (default: all). */
  heartbeats(filter?: { readonly seenSinceMs?: number }): Promise<SeenHeartbeat[]>;

  /** Replaces rows by (source, template, windowStartMs). */
  saveBaselines(rows: readonly BaselineRow[]): Promise<void>;
  /** Rows of one series in time order; `template` defaults to `*`. */
  baselines(
    filter: { readonly source: string; readonly template?: string; readonly fromMs: number; readonly toMs: number },
  ): Promise<BaselineRow[]>;

  /** Inserts or replaces anomalies by id; never touches a label (the `label` given is ignored). */
  saveAnomalies(anomalies: readonly Anomaly[]): Promise<void>;
  /** Anomalies with their labels, by start then id; `fromMs`/`toMs` select those whose [startMs, endMs) meets the range. */
  anomalies(filter?: AnomalyFilter): Promise<Anomaly[]>;
  /** Labels an anomaly, or takes the label off with null. Labels survive `resetDetection`. Resolves with false where the id is unknown. */
  labelAnomaly(id: string, label: Label | null): Promise<boolean>;

  /** Replaces rows by (source, template). Rows of one call become visible together. */
  saveDetectorState(rows: readonly DetectorStateRow[]): Promise<void>;
  detectorState(): Promise<DetectorStateRow[]>;

  /** The answer that was remembered for an idempotency key, or null. Remembered for at least a day. */
  recallReply(key: string): Promise<string | null>;
  rememberReply(key: string, reply: string, nowMs: number): Promise<void>;

  /** Other tools' points, stored as they are. @throws {StoreRefusedError} for LogIQ's own measurement names. */
  writePoints(points: readonly LinePoint[]): Promise<void>;

  /** `fresh`: deletes baselines, anomalies and detector state. Counters, registry, samples and labels stay. */
  resetDetection(): Promise<void>;
  /** A demo's own database: deletes everything. */
  empty(): Promise<void>;
  /** Deletes what is older than the retention (a no-op where the database does it by itself). */
  prune(nowMs: number): Promise<void>;
}

/** How many sample lines a store keeps per template. */
export const SAMPLES_PER_TEMPLATE = 5;

/** Measurement names that other tools' points must not use. */
export const RESERVED_MEASUREMENTS: readonly string[] = [
  "log_counts",
  "templates",
  "baselines",
  "annotations",
  "heartbeats",
  "detector_state",
];

export interface WriteOutcome {
  /** Lines stored. */
  readonly stored: number;
  /** Lines refused for good, with the reason. */
  readonly rejected: number;
  readonly reason?: string;
}

export interface TemplateCount {
  readonly source: string;
  readonly template: string;
  readonly level: string;
  readonly count: number;
  /** Start of the first and of the last slot with a line. */
  readonly firstSlotMs: number;
  readonly lastSlotMs: number;
}

export type { SourceWindow, WindowCount, WindowStatistics };

export interface WindowQuery extends WindowRange {
  readonly source: string;
}

export interface SourceWindowsQuery extends Omit<WindowRange, "lineage"> {
  /** @default all */
  readonly sources?: readonly string[];
}

/** What one window was expected to hold and held, in lines per window. */
export interface BaselineRow {
  readonly source: string;
  /** `*`: all lines of the source. */
  readonly template: string;
  readonly windowStartMs: number;
  readonly actual: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}

export interface AnomalyFilter {
  readonly source?: string;
  readonly template?: string;
  readonly kind?: AnomalyKind;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** What the detector needs to go on where it stopped. */
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
