import { HttpError } from "@influxdata/influxdb-client";
import type { CounterBatch, SampleLine } from "../../core/counter_batch.ts";
import type { Alarm } from "../../core/detection/alarm.ts";
import type { Anomaly, Label } from "../../core/detection/anomaly.ts";
import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import type { LedgerEntry } from "../../core/ledger_entry.ts";
import type { LinePoint } from "../../core/line_point.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { SourceWindow } from "../../core/statistics/source_windows.ts";
import type { WindowStatistics } from "../../core/statistics/window_statistics.ts";
import { withoutPassword } from "../../core/without_password.ts";
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
import { CountSums } from "./count_sums.ts";
import { connectInflux, type InfluxStoreOptions } from "./connect_influx.ts";
import { queryCountedSeries } from "./counted_series.ts";
import { queryTemplateCounts, queryTemplateHosts, writeCounters } from "./counters.ts";
import { deleteMeasurements } from "./delete_measurements.ts";
import { queryDetectorState, saveDetectorState } from "./detector_state.ts";
import { pruneHeartbeats, queryHeartbeats, saveHeartbeats } from "./heartbeats.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { LateMarks } from "./late_marks.ts";
import { queryLedger, saveLedger } from "./ledger.ts";
import { DETECTION_MEASUREMENTS } from "./measurements.ts";
import { writePoints } from "./points.ts";
import { pruneTemplates } from "./prune_templates.ts";
import { RegistrySettling } from "./registry_settling.ts";
import { pruneReplies, recallReply, rememberReply } from "./replies.ts";
import { Samples } from "./samples.ts";
import { queryPastWindows, querySourceWindows } from "./source_windows.ts";
import { countTemplates, queryTemplates, saveTemplates } from "./templates.ts";
import { translateError } from "./translate_error.ts";
import { queryWindowStatistics } from "./window_statistics.ts";

/**
 * Opens the store on InfluxDB 2: creates the buckets that are missing, and changes nothing that is there. One that answers and can't be read or
 * written now, as its disk is full, is open all the same: what is asked of it fails until it can.
 *
 * @throws {StoreUnavailableError} when InfluxDB can't be reached.
 * @throws {StoreRefusedError} when it does not accept the token, or organisation or buckets are not there and can't be created.
 */
export async function openInfluxStore(options: InfluxStoreOptions): Promise<Store> {
  const { connection, retentionMs } = await connectInflux(options);
  const registry = new RegistrySettling(connection);
  await registry.settle().catch((error) => {
    if (!isServersOwn(error)) throw translateError(error, { action: "open store", target: connection.target });
  });
  return new InfluxStore({ connection, retentionMs, registry });
}

/** Whether InfluxDB was asked rightly and could not do it. */
function isServersOwn(error: unknown): boolean {
  return error instanceof HttpError && error.statusCode >= 500;
}

class InfluxStore implements Store {
  readonly description: string;
  readonly #connection: InfluxConnection;
  readonly #retentionMs: number;
  readonly #registry: RegistrySettling;
  readonly #samples: Samples;
  readonly #lateMarks = new LateMarks();
  readonly #countSums = new CountSums();

  constructor({ connection, retentionMs, registry }: {
    readonly connection: InfluxConnection;
    readonly retentionMs: number;
    readonly registry: RegistrySettling;
  }) {
    const { url, org, buckets } = connection.target;
    this.description = `influx:${withoutPassword(url)} ${org}/${buckets.counters}`;
    this.#connection = connection;
    this.#retentionMs = retentionMs;
    this.#registry = registry;
    this.#samples = new Samples(connection);
  }

  health(): Promise<{ readonly version: string }> {
    return this.#read(async (connection) => ({ version: `InfluxDB ${await connection.version()}` }));
  }

  writeCounters(batch: CounterBatch, nowMs: number): Promise<WriteOutcome> {
    return this.#attempt("write counters to", async (connection) => {
      await this.#lateMarks.mark(connection, batch.points, nowMs);
      return await writeCounters(connection, batch, nowMs - this.#retentionMs);
    });
  }

  sumCounters(nowMs: number): Promise<void> {
    const oldestMs = nowMs - this.#retentionMs;
    return this.#attempt("add up counters in", (connection) => this.#countSums.sum(connection, { nowMs, oldestMs }));
  }

  saveTemplates(rows: readonly RegisteredTemplate[]): Promise<void> {
    return this.#attempt("save templates in", (connection) => saveTemplates(connection, rows));
  }

  templates(
    filter: { readonly source?: string; readonly changedSinceMs?: number } = {},
  ): Promise<RegisteredTemplate[]> {
    return this.#read((connection) => queryTemplates(connection, filter));
  }

  countTemplates(): Promise<SourceTemplates[]> {
    return this.#read(countTemplates);
  }

  saveSamples(samples: readonly SampleLine[]): Promise<void> {
    return this.#attempt("save samples in", () => this.#samples.save(samples));
  }

  samples(filter: { readonly source?: string; readonly template?: string } = {}): Promise<SampleLine[]> {
    return this.#read(() => this.#samples.query(filter));
  }

  templateCounts(
    filter: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number } = {},
  ): Promise<TemplateCount[]> {
    return this.#read((connection) => queryTemplateCounts(connection, filter));
  }

  templateHosts(
    filter: { readonly source?: string; readonly fromMs?: number; readonly toMs?: number } = {},
  ): Promise<TemplateHost[]> {
    return this.#read((connection) => queryTemplateHosts(connection, filter));
  }

  countedSeries(take: (series: readonly CountedSeries[]) => void): Promise<void> {
    return this.#read((connection) => queryCountedSeries(connection, take));
  }

  sourceWindows(query: SourceWindowsQuery): Promise<SourceWindow[]> {
    return this.#read((connection) => querySourceWindows(connection, query));
  }

  pastWindows(query: PastWindowsQuery): Promise<SourceWindow[]> {
    return this.#read((connection) => queryPastWindows(connection, query));
  }

  windowStatistics(query: WindowQuery): Promise<WindowStatistics[]> {
    return this.#read((connection) => queryWindowStatistics(connection, query));
  }

  saveHeartbeats(heartbeats: readonly Heartbeat[], seenMs: number): Promise<void> {
    return this.#attempt("save heartbeats in", (connection) => saveHeartbeats(connection, heartbeats, seenMs));
  }

  heartbeats(filter: { readonly seenSinceMs?: number } = {}): Promise<SeenHeartbeat[]> {
    return this.#read((connection) => queryHeartbeats(connection, filter));
  }

  saveBaselines(rows: readonly BaselineRow[]): Promise<void> {
    return this.#attempt("save baselines in", (connection) => saveBaselines(connection, rows));
  }

  baselines(
    filter: { readonly source: string; readonly template?: string; readonly fromMs: number; readonly toMs: number },
  ): Promise<BaselineRow[]> {
    return this.#read((connection) => queryBaselines(connection, filter));
  }

  saveAnomalies(anomalies: readonly Anomaly[]): Promise<void> {
    return this.#attempt("save anomalies in", (connection) => saveAnomalies(connection, anomalies));
  }

  anomalies(filter: AnomalyFilter = {}): Promise<Anomaly[]> {
    return this.#read((connection) => queryAnomalies(connection, filter));
  }

  anomalyWithDetails(id: string): Promise<Anomaly[]> {
    return this.#read((connection) => anomalyWithDetails(connection, id));
  }

  countAnomalies(): Promise<AnomalyCount[]> {
    return this.#read(countAnomalies);
  }

  latestAnomaly(): Promise<Anomaly | null> {
    return this.#read(latestAnomaly);
  }

  labelAnomaly(id: string, label: Label | null): Promise<boolean> {
    return this.#attempt("label an anomaly in", (connection) => labelAnomaly(connection, id, label));
  }

  saveAlarms(rows: readonly Alarm[]): Promise<void> {
    return this.#attempt("save alarms in", (connection) => saveAlarms(connection, rows));
  }

  alarms(filter: AlarmFilter = {}): Promise<Alarm[]> {
    return this.#read((connection) => queryAlarms(connection, filter));
  }

  saveLedger(entry: LedgerEntry): Promise<void> {
    return this.#attempt("save a ledger entry in", (connection) => saveLedger(connection, entry));
  }

  ledger(): Promise<LedgerEntry[]> {
    return this.#read(queryLedger);
  }

  saveDetectorState(rows: readonly DetectorStateRow[]): Promise<void> {
    return this.#attempt("save detector state in", (connection) => saveDetectorState(connection, rows));
  }

  detectorState(): Promise<DetectorStateRow[]> {
    return this.#read(queryDetectorState);
  }

  recallReply(key: string): Promise<string | null> {
    return this.#read((connection) => recallReply(connection, key));
  }

  rememberReply(key: string, reply: string, nowMs: number): Promise<void> {
    return this.#attempt("save a reply in", (connection) => rememberReply(connection, key, reply, nowMs));
  }

  writePoints(points: readonly LinePoint[]): Promise<void> {
    return this.#attempt("write points to", (connection) => writePoints(connection, points));
  }

  resetDetection(): Promise<void> {
    return this.#attempt("delete from", (connection) => deleteMeasurements(connection, DETECTION_MEASUREMENTS));
  }

  prune(nowMs: number): Promise<void> {
    return this.#attempt("prune", async (connection) => {
      await pruneReplies(connection, nowMs);
      await pruneHeartbeats(connection, nowMs - this.#retentionMs);
      await pruneTemplates(connection, nowMs - this.#retentionMs);
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #read<Result>(query: (connection: InfluxConnection) => Promise<Result>): Promise<Result> {
    return this.#attempt("read store", query);
  }

  async #attempt<Result>(action: string, work: (connection: InfluxConnection) => Promise<Result>): Promise<Result> {
    try {
      await this.#registry.settle();
      return await work(this.#connection);
    } catch (error) {
      throw translateError(error, { action, target: this.#connection.target });
    }
  }
}
