import { Gauge, Registry } from "prom-client";
import { type Anomaly, ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import type { AnomalyCount, AnomalyStore } from "../../store/ports/anomalies.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import type { SourceTemplates, TemplateStore } from "../../store/ports/templates.ts";
import { StoreUnavailableError } from "../../store/store_errors.ts";
import { letOthersIn } from "../let_others_in.ts";
import { describeHeartbeats } from "./heartbeat_metrics.ts";

/** Agents that were silent for longer are left out. */
const SEEN_WITHIN_MS = 3_600_000;

/**
 * What the store knows at `nowMs` of agents, templates and anomalies, in Prometheus' text format, a text a metric; others are served
 * in between. While it can't be reached only `logiq_store_up 0` is said, so that a scrape goes on.
 */
export async function storeMetrics(
  store: HeartbeatStore & TemplateStore & AnomalyStore,
  nowMs: number,
): Promise<string[]> {
  const registry = new Registry();
  const registers = [registry];
  const up = new Gauge({ name: "logiq_store_up", help: "1 when the store answers, else 0.", registers });
  try {
    const [heartbeats, templates, anomalies, latest] = await Promise.all([
      store.heartbeats({ seenSinceMs: nowMs - SEEN_WITHIN_MS }),
      store.countTemplates(),
      store.countAnomalies(),
      store.latestAnomaly(),
    ]);
    await describeHeartbeats(registry, heartbeats);
    describeTemplates(registry, templates);
    describeAnomalies(registry, anomalies);
    describeDelay(registry, latest);
    up.set(1);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    up.set(0);
  }
  const texts: string[] = [];
  for (const { name } of registry.getMetricsAsArray()) {
    texts.push(await registry.getSingleMetricAsString(name));
    await letOthersIn();
  }
  return texts;
}

function describeTemplates(registry: Registry, sources: readonly SourceTemplates[]): void {
  const templates = new Gauge({
    name: "logiq_templates",
    help: "Templates known, those that were replaced left out.",
    labelNames: ["source"],
    registers: [registry],
  });
  for (const { source, count } of sources) templates.set({ source }, count);
}

function describeAnomalies(registry: Registry, anomalies: readonly AnomalyCount[]): void {
  const found = new Gauge({
    name: "logiq_anomalies",
    help: "Anomalies in the store, by kind and by a person's label (none: not labelled).",
    labelNames: ["kind", "label"],
    registers: [registry],
  });
  for (const kind of ANOMALY_KINDS) found.set({ kind, label: "none" }, 0);
  for (const { kind, label, count } of anomalies) found.set({ kind, label: label ?? "none" }, count);
}

function describeDelay(registry: Registry, latest: Anomaly | null): void {
  const delay = new Gauge({
    name: "logiq_anomaly_delay_seconds",
    help: "From the end of its first window to the saving, of the anomaly that began last.",
    registers: [registry],
  });
  if (latest !== null) delay.set((latest.savedMs - latest.startMs - latest.windowMs) / 1000);
}
