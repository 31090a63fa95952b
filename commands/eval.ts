import { Command } from "commander";
import type { TemplateView } from "../api/routes/template_view.ts";
import { type Anomaly, ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { formatFigure } from "../core/detection/format_rate.ts";
import { formatDateTime } from "../terminal/format_time.ts";
import { type RunSummary, summarise } from "./run_summary.ts";
import { openViewer } from "./viewer.ts";
import { settingsOf, withSettings } from "./with_settings.ts";

/** `deno task eval`: lines ingested, span covered, anomalies by kind and how soon they were saved. */
export function evalCommand(): Command {
  const command = new Command("eval").description("sum up what was read and what was found");
  return withSettings(command, ["store", "api", "source", "json"]).action(async () => {
    const settings = settingsOf(command);
    await using viewer = await openViewer(settings);
    const query = settings.source ? `?${new URLSearchParams({ source: settings.source })}` : "";
    const templates = await viewer.get(`/api/templates${query}`) as TemplateView[];
    const anomalies = await viewer.get(`/api/anomalies${query}`) as Anomaly[];
    const summary = summarise(templates, anomalies);
    console.log(settings.json ? JSON.stringify(summary) : summaryText(summary));
  });
}

function summaryText(summary: RunSummary): string {
  const { firstMs, lastMs, latencyMs } = summary;
  const rows: [string, string][] = [
    ["lines ingested", summary.lines.toLocaleString("en-US")],
    ["templates", summary.templates.toLocaleString("en-US")],
    ["span", firstMs === null || lastMs === null ? "-" : span(firstMs, lastMs)],
    ...ANOMALY_KINDS.map((kind): [string, string] => [`${kind} anomalies`, String(summary.anomalies[kind])]),
    [
      "saved after window's end",
      latencyMs ? `p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms, max ${latencyMs.max} ms` : "-",
    ],
    ["labelled", String(summary.labelled)],
    ["precision", summary.precision === null ? "- (label anomalies to have it)" : summary.precision.toFixed(3)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(26)} ${value}`).join("\n");
}

function span(firstMs: number, lastMs: number): string {
  return `${formatDateTime(firstMs)} to ${formatDateTime(lastMs)} (${
    formatFigure((lastMs - firstMs) / 60_000)
  } minutes)`;
}
