import type { DetectionSettings } from "../../core/detection/detection_settings.ts";
import type { FieldNames } from "../../core/mining/fields/field_roles.ts";
import { beginRun } from "../../core/detection/detectors.ts";
import { DetectorLoop, type SourceOutcome } from "../../detector/detector_loop.ts";
import type { FileLineStats, LogSource } from "../../windows/file_reading.ts";
import { FileWindows } from "../../windows/file_windows.ts";
import type { FoundIncident } from "./found_incident.ts";
import { IncidentCollector } from "./incident_collector.ts";
import { refuseTimeless } from "./timeless_logs.ts";
import { Timeline, type TimelineBin } from "./timeline.ts";

/** One log of a backtest. */
export interface BacktestSource {
  readonly source: string;
  readonly stats: FileLineStats;
  /** Lines that were evaluated, over time. */
  readonly timeline: readonly TimelineBin[];
}

/** What a backtest came to. */
export interface Backtest {
  /** Incidents in the order in which they were called. */
  readonly incidents: readonly FoundIncident[];
  readonly sources: readonly BacktestSource[];
  /** Lines of all sources together. */
  readonly stats: FileLineStats;
  /** Start of the first and end of the last window, epoch milliseconds; null without any. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** What the detector promises, or null. */
  readonly promise: string | null;
}

/** How far a backtest has come. */
export interface BacktestProgress {
  readonly lines: number;
  readonly incidents: number;
  /** Event time of what was evaluated last, epoch milliseconds. */
  readonly atMs: number;
}

/** What to evaluate, and how. */
export interface BacktestOptions {
  readonly logs: readonly LogSource[];
  readonly settings: DetectionSettings;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
  /** A pattern that the first line of each record begins with. @default {stack traces are joined to their first line} */
  readonly start?: string;
  /** Ends it early: then it comes to what was found until then. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: BacktestProgress) => void;
}

/**
 * Mines old logs and evaluates them by the time in their lines, as the detector would have done then.
 * @throws {Error} that names a file which can't be read, or a log that has no times.
 */
export async function runBacktest(
  { logs, settings, fields, start, signal, onProgress = () => {} }: BacktestOptions,
): Promise<Backtest> {
  const { windowMs } = settings;
  const windows = new FileWindows({ logs, windowMs, fields, start, onTimeless: refuse });
  const run = beginRun(settings), found = new IncidentCollector({ windowMs, windows });
  const timelines = new Map(logs.map(({ source }) => [source, new Timeline(windowMs)]));
  let fromMs = Infinity, toMs = -Infinity;
  const take = (each: SourceOutcome) => {
    found.take(each);
    const window = windowOf(each);
    if (window === null) return;
    timelines.get(each.source)!.add(window.startMs, window.lines);
    fromMs = Math.min(fromMs, window.startMs);
    toMs = Math.max(toMs, window.startMs + windowMs);
  };
  const loop = new DetectorLoop({
    run,
    windowMs,
    windows,
    detectors: [],
    knownSinceMs: -Infinity,
    onOutcomes: (outcomes) => {
      outcomes.forEach(take);
      onProgress({ lines: statsOf(windows).read, incidents: found.size, atMs: toMs });
      return Promise.resolve();
    },
    onCaughtUp: () => {},
    save: () => Promise.resolve(),
    signal,
  });
  await loop.run();
  return {
    incidents: found.incidents(),
    sources: [...windows.readings].map(([source, { stats }]) => {
      return { source, stats, timeline: timelines.get(source)!.bins };
    }),
    stats: statsOf(windows),
    ...Number.isFinite(fromMs) ? { fromMs, toMs } : { fromMs: null, toMs: null },
    promise: run.promise,
  };
}

/** Without waiting for the end of a log that has no times. */
function refuse(source: string, stats: FileLineStats): void {
  refuseTimeless([{ source, stats }]);
}

/** The window that an outcome is of, where it says so. */
function windowOf({ outcome }: SourceOutcome): { readonly startMs: number; readonly lines: number } | null {
  if (outcome.kind === "learning") return { startMs: outcome.startMs, lines: outcome.total };
  return outcome.kind === "evaluated" ? { startMs: outcome.startMs, lines: outcome.traffic.actual } : null;
}

function statsOf(windows: FileWindows): FileLineStats {
  const sum = { read: 0, timeless: 0, late: 0, early: 0 };
  for (const { stats: { read, timeless, late, early } } of windows.readings.values()) {
    sum.read += read;
    sum.timeless += timeless;
    sum.late += late;
    sum.early += early;
  }
  return sum;
}
