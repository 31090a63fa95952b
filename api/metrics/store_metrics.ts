import { Gauge, Registry } from "prom-client";
import { type Anomaly, ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import { Lineage } from "../../core/registry/lineage.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import { StoreUnavailableError } from "../../store/store_errors.ts";
import { describeHeartbeats } from "./heartbeat_metrics.ts";

/** Agents that were silent for longer are left out. */
const SEEN_WITHIN_MS = 3_600_000;

/**
 * What the store knows at `nowMs` of agents, templates and anomalies, in Prometheus' text format. While it can't be reached
 * only `logiq_store_up 0` is said, so that a scrape goes on.
 */
export async function storeMetrics(
  store: HeartbeatStore & TemplateStore & AnomalyStore,
  nowMs: number,
): Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  const up = new Gauge({ name: "logiq_store_up", help: "1 when the store answers, else 0.", registers });
  try {
    const [heartbeats, templates, anomalies] = await Promise.all([
      store.heartbeats({ seenSinceMs: nowMs - SEEN_WITHIN_MS }),
      store.templates(),
      store.anomalies(),
    ]);
    describeHeartbeats(registry, heartbeats);
    describeTemplates(registry, templates);
    describeAnomalies(registry, anomalies);
    up.set(1);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    up.set(0);
  }
  return await registry.metrics();
}

function describeTemplates(registry: Registry, rows: readonly RegisteredTemplate[]): void {
  const templates = new Gauge({
    name: "logiq_templates",
    help: "Templates known, those that were replaced left out.",
    labelNames: ["source"],
    registers: [registry],
  });
  const lineage = Lineage.from(rows);
  for (const { source, id } of rows) if (lineage.resolve(source, id) === id) templates.inc({ source });
}

function describeAnomalies(registry: Registry, anomalies: readonly Anomaly[]): void {
  const found = new Gauge({
    name: "logiq_anomalies",
    help: "Anomalies in the store, by kind and by a person's label (none: not labelled).",
    labelNames: ["kind", "label"],
    registers: [registry],
  });
  for (const kind of ANOMALY_KINDS) found.set({ kind, label: "none" }, 0);
  for (const { kind, label } of anomalies) found.inc({ kind, label: label ?? "none" });
  const delay = new Gauge({
    name: "logiq_anomaly_delay_seconds",
    help: "From the end of its first window to the saving, of the anomaly that was saved last.",
    registers: [registry],
  });
  const [latest] = [...anomalies].sort((a, b) => b.savedMs - a.savedMs);
  if (latest !== undefined) delay.set((latest.savedMs - latest.startMs - latest.windowMs) / 1000);
}
