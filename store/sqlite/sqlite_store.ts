import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import type { CounterBatch, SampleLine } from "../../core/counter_batch.ts";
import type { Alarm } from "../../core/detection/alarm.ts";
import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { LinePoint } from "../../core/line_point.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { SourceWindow } from "../../core/statistics/source_windows.ts";
import { type WindowStatistics, windowStatistics } from "../../core/statistics/window_statistics.ts";
import { assertNotReserved } from "../assert_not_reserved.ts";
import type { AlarmFilter } from "../ports/alarms.ts";
import type { AnomalyCount, AnomalyFilter } from "../ports/anomalies.ts";
import type { BaselineRow } from "../ports/baselines.ts";
import type { TemplateCount, TemplateHost, WriteOutcome } from "../ports/counters.ts";
import type { CountedSeries } from "../ports/series.ts";
import type { DetectorStateRow } from "../ports/detector_state.ts";
import type { SourceTemplates } from "../ports/templates.ts";
import type { PastWindowsQuery, SourceWindowsQuery, WindowQuery } from "../ports/windows.ts";
import type { Store } from "../store.ts";
import { queryAlarms, saveAlarms } from "./alarms.ts";
import {
  anomalyWithDetails,
  countAnomalies,
  labelAnomaly,
  latestAnomaly,
  queryAnomalies,
  saveAnomalies,
} from "./anomalies.ts";
import { queryBaselines, saveBaselines } from "./baselines.ts";
import type { Connection } from "./connection.ts";
import { queryTemplateCounts, queryTemplateHosts, writeCounters } from "./counters.ts";
import { queryDetectorState, saveDetectorState } from "./detector_state.ts";
import { queryHeartbeats, saveHeartbeats } from "./heartbeats.ts";
import { countedSeries } from "./counted_series.ts";
import { deleteAll } from "./delete_all.ts";
import { openConnection } from "./open_connection.ts";
import { queryLedger, saveLedger } from "./ledger.ts";
import { writePoints } from "./points.ts";
import { prune } from "./prune.ts";
import { PROBE, REPLY, RESET_DETECTION, UPSERT_REPLY, VERSION } from "./queries.ts";
import { querySamples, saveSamples } from "./samples.ts";
import { SeriesIds } from "./series_ids.ts";
import { SeriesNames } from "./series_names.ts";
import { slotCounts } from "./slot_counts.ts";
import { queryPastWindows, querySourceWindows } from "./source_windows.ts";
import { countTemplates, queryTemplates, saveTemplates } from "./templates.ts";
import { translateError } from "./translate_error.ts";

/** SQLite looks at most this often whether a lock is free: a pause of that length lets every waiting process in. */
const LONGEST_PAUSE_MS = 100;

/** A write that changes nothing costs a few ms. */
const PROBE_EVERY_MS = 2_000;

export interface SqliteStoreOptions {
  /** Counters older than this are refused and pruned, milliseconds; `Infinity` keeps everything. */
  readonly retentionMs: number;
}

/**
 * Opens the embedded store: one SQLite file (and its `-wal` and `-shm` beside it), created with its folders when missing.
 * Several processes may use one file at the same time. `:memory:` keeps everything in this process.
 *
 * @throws {StoreRefusedError} when the file belongs to another program or to a newer LogIQ.
 * @throws {StoreUnavailableError} when the file can't be opened, created or written.
 */
export function openSqliteStore(path: string, options: SqliteStoreOptions): Store {
  const description = `sqlite:${path}`;
  try {
    return new SqliteStore(openConnection(path), { ...options, description });
  } catch (error) {
    throw translateError(error, { action: "open store", store: description });
  }
}

class SqliteStore implements Store {
  readonly description: string;
  readonly #db: Connection;
  readonly #retentionMs: number;
  readonly #seriesIds: SeriesIds;
  readonly #seriesNames: SeriesNames;
  #probedMs = -Infinity;

  constructor(db: Connection, options: SqliteStoreOptions & { readonly description: string }) {
    this.#db = db;
    this.description = options.description;
    this.#retentionMs = options.retentionMs;
    this.#seriesIds = new SeriesIds(db);
    this.#seriesNames = new SeriesNames(db);
  }

  health(): Promise<{ readonly version: string }> {
    return this.#attempt("write to", () => {
      this.#probe();
      return { version: `SQLite ${this.#db.first<{ version: string }>(VERSION)?.version}` };
    });
  }

  /** A disk that is full, or read-only, is read from all the same. */
  #probe(): void {
    const nowMs = performance.now();
    if (nowMs - this.#probedMs < PROBE_EVERY_MS) return this.#db.assertInPlace();
    this.#db.transaction(() => this.#db.run(PROBE));
    this.#probedMs = nowMs;
  }

  writeCounters(batch: CounterBatch, nowMs: number): Promise<WriteOutcome> {
    const options = { oldestMs: nowMs - this.#retentionMs, seriesIds: this.#seriesIds };
    return this.#attempt("write counters to", () => writeCounters(this.#db, batch, options));
  }

  saveTemplates(rows: readonly RegisteredTemplate[]): Promise<void> {
    return this.#save("templates", rows, () => saveTemplates(this.#db, rows));
  }

  templates(
    filter: { readonly source?: string; readonly changedSinceMs?: number } = {},
  ): Promise<RegisteredTemplate[]> {
    return this.#read(() => queryTemplates(this.#db, filter));
  }

  countTemplates(): Promise<SourceTemplates[]> {
    return this.#read(() => countTemplates(this.#db));
  }

  saveSamples(samples: readonly SampleLine[]): Promise<void> {
    return this.#save("samples", samples, () => saveSamples(this.#db, samples));
  }

  samples(filter: { readonly source?: string; readonly template?: string } = {}): Promise<SampleLine[]> {
    return this.#read(() => querySamples(this.#db, filter));
  }

  templateCounts(
    filter: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number } = {},
  ): Promise<TemplateCount[]> {
    return this.#read(() => queryTemplateCounts(this.#db, filter));
  }

  templateHosts(
    filter: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number } = {},
  ): Promise<TemplateHost[]> {
    return this.#read(() => queryTemplateHosts(this.#db, filter));
  }

  async countedSeries(take: (series: readonly CountedSeries[]) => void): Promise<void> {
    const pieces = countedSeries(this.#db);
    for (;;) {
      const { value, done } = await this.#read(() => pieces.next());
      if (done) return;
      take(value);
      await new Promise((wake) => setTimeout(wake, 0));
    }
  }

  sourceWindows(query: SourceWindowsQuery): Promise<SourceWindow[]> {
    return this.#read(() => querySourceWindows(this.#db, query, this.#seriesNames));
  }

  pastWindows(query: PastWindowsQuery): Promise<SourceWindow[]> {
    return this.#read(() => queryPastWindows(this.#db, query, this.#seriesNames));
  }

  windowStatistics(query: WindowQuery): Promise<WindowStatistics[]> {
    return this.#read(() => windowStatistics(slotCounts(this.#db, query), query));
  }

  saveHeartbeats(heartbeats: readonly Heartbeat[], seenMs: number): Promise<void> {
    return this.#save("heartbeats", heartbeats, () => saveHeartbeats(this.#db, heartbeats, seenMs));
  }

  heartbeats({ seenSinceMs = 0 }: { readonly seenSinceMs?: number } = {}): Promise<SeenHeartbeat[]> {
    return this.#read(() => queryHeartbeats(this.#db, seenSinceMs));
  }

  saveBaselines(rows: readonly BaselineRow[]): Promise<void> {
    return this.#save("baselines", rows, () => saveBaselines(this.#db, rows));
  }

  baselines(
    filter: { readonly source: string; readonly template?: string; readonly fromMs: number; readonly toMs: number },
  ): Promise<BaselineRow[]> {
    return this.#read(() => queryBaselines(this.#db, { ...filter, template: filter.template ?? "*" }));
  }

  saveAnomalies(anomalies: readonly Anomaly[]): Promise<void> {
    return this.#save("anomalies", anomalies, () => saveAnomalies(this.#db, anomalies));
  }

  anomalies(filter: AnomalyFilter = {}): Promise<Anomaly[]> {
    return this.#read(() => queryAnomalies(this.#db, filter));
  }

  anomalyWithDetails(id: string): Promise<Anomaly[]> {
    return this.#read(() => anomalyWithDetails(this.#db, id));
  }

  countAnomalies(): Promise<AnomalyCount[]> {
    return this.#read(() => countAnomalies(this.#db));
  }

  latestAnomaly(): Promise<Anomaly | null> {
    return this.#read(() => latestAnomaly(this.#db));
  }

  labelAnomaly(id: string, label: Label | null): Promise<boolean> {
    return this.#attempt("label an anomaly in", () => this.#db.transaction(() => labelAnomaly(this.#db, id, label)));
  }

  saveAlarms(rows: readonly Alarm[]): Promise<void> {
    return this.#save("alarms", rows, () => saveAlarms(this.#db, rows));
  }

  alarms(filter: AlarmFilter = {}): Promise<Alarm[]> {
    return this.#read(() => queryAlarms(this.#db, filter));
  }

  saveLedger(entry: LedgerEntry): Promise<void> {
    return this.#save("a ledger entry", [entry], () => saveLedger(this.#db, entry));
  }

  ledger(): Promise<LedgerEntry[]> {
    return this.#read(() => queryLedger(this.#db));
  }

  saveDetectorState(rows: readonly DetectorStateRow[]): Promise<void> {
    return this.#save("detector state", rows, () => saveDetectorState(this.#db, rows));
  }

  detectorState(): Promise<DetectorStateRow[]> {
    return this.#read(() => queryDetectorState(this.#db));
  }

  recallReply(key: string): Promise<string | null> {
    return this.#read(() => this.#db.first<{ reply: string }>(REPLY, { key })?.reply ?? null);
  }

  rememberReply(key: string, reply: string, nowMs: number): Promise<void> {
    return this.#save("a reply", [reply], () => this.#db.run(UPSERT_REPLY, { key, reply, atMs: nowMs }));
  }

  writePoints(points: readonly LinePoint[]): Promise<void> {
    return this.#save("points", points, () => {
      assertNotReserved(points);
      writePoints(this.#db, points);
    });
  }

  resetDetection(): Promise<void> {
    return this.#attempt("delete from", () => deleteAll(this.#db, RESET_DETECTION));
  }

  sumCounters(): Promise<void> {
    return Promise.resolve();
  }

  async prune(nowMs: number): Promise<void> {
    const steps = prune(this.#db, { nowMs, retentionMs: this.#retentionMs });
    for (;;) {
      const startMs = performance.now();
      if ((await this.#attempt("prune", () => steps.next())).done) return;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * (performance.now() - startMs));
      await new Promise((wake) => setTimeout(wake, pauseMs));
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#attempt("close", () => this.#db[Symbol.dispose]());
  }

  #read<Result>(query: () => Result): Promise<Result> {
    return this.#attempt("read store", query);
  }

  #save(what: string, rows: readonly unknown[], write: () => unknown): Promise<void> {
    return this.#attempt(`save ${what} in`, () => {
      if (rows.length > 0) this.#db.transaction(write);
    });
  }

  async #attempt<Result>(action: string, work: () => Result): Promise<Awaited<Result>> {
    try {
      return await work();
    } catch (error) {
      throw translateError(error, { action, store: this.description });
    }
  }
}
