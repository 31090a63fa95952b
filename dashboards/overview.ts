import { BigValueGraphMode } from "@grafana/grafana-foundation-sdk/common";
import { type Dashboard, MappingType } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { anomalyColumns, bandColumns, LINES_PER_SECOND, words } from "./columns.ts";
import { anomaliesByKind, anomalyList } from "./flux/anomaly_list.ts";
import { templatesByChange } from "./flux/changes.ts";
import { learningState } from "./flux/learning.ts";
import { newestHeartbeats } from "./flux/pipeline.ts";
import { trafficNow, trafficWithBand } from "./flux/traffic.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { DASHBOARDS, rowAddress } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { figure } from "./panels/figure.ts";
import { list } from "./panels/list.ts";
import { steps } from "./panels/steps.ts";
import { bucketVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "What is going on?": traffic against its band, what was called, what changed, and whether LogIQ itself is well. */
export function overview(): Dashboard {
  return board({
    uid: DASHBOARDS.overview,
    title: "LogIQ · Overview",
    description: "Traffic with what was expected, anomalies, templates that changed, learning and pipeline health",
    variables: [bucketVariable(), sourceVariable(), windowVariable()],
    annotations: anomalyAnnotations(),
    rows: [
      { title: "At a glance", panels: [trafficFigure(), kindFigures(), learning()] },
      { title: "Traffic", panels: [traffic()] },
      { title: "What changed", panels: [changes(), newestAnomalies()] },
      { title: "Pipeline health", panels: [pipeline()] },
    ],
  });
}

function trafficFigure() {
  return figure({
    title: "Traffic",
    description: "Lines per second of the newest evaluated windows, all selected sources together",
    query: trafficNow(),
    noData: "No window evaluated yet",
  })
    .span(4)
    .height(6)
    .unit(LINES_PER_SECOND)
    .decimals(1)
    .graphMode(BigValueGraphMode.Area)
    .thresholds(steps("blue"))
    .interval("2s")
    .overrides([column("traffic", { title: "Traffic" })]);
}

function kindFigures() {
  return figure({
    title: "Anomalies in the visible range",
    description: "Episodes by kind: consecutive anomalous windows count as one",
    query: anomaliesByKind(),
    noData: "No database selected",
  })
    .span(8)
    .height(6)
    .decimals(0)
    .overrides(
      KIND_LOOKS.map(({ kind, title, color }) =>
        column(kind, { title, more: [{ id: "thresholds", value: steps("text", [1, color]).build() }] })
      ),
    );
}

function learning() {
  return list({
    title: "Learning",
    description:
      "Whether a source's baseline is still being learned or its traffic is watched, and how many templates it speaks",
    query: learningState(),
    noData: "No source yet: start an agent, for example with `deno task demo demo4`",
  })
    .span(12)
    .height(6)
    .overrides([
      column("source", { title: "Source" }),
      column("state", {
        title: "State",
        width: 140,
        ...words({
          watching: ["watching", "green"],
          learning: ["learning", "yellow"],
          "waiting for lines": ["waiting for lines", "text"],
        }),
      }),
      column("windows", { title: "Windows learned", width: 130 }),
      column("templates", { title: "Templates", width: 100 }),
      column("last_window", {
        title: "Newest window",
        unit: "dateTimeFromNow",
        width: 150,
        more: [{ id: "mappings", value: [{ type: MappingType.ValueToText, options: { 0: { text: "none yet" } } }] }],
      }),
    ]);
}

function traffic() {
  return chart({
    title: "Traffic of ${source}",
    description:
      "All lines of the source. Actual is the highest window of each point; expected and threshold are means. " +
      "Above the threshold a window is a frequency anomaly. Coloured regions are anomalies",
    query: trafficWithBand(),
    noData: "No window evaluated in this range: widen it, or see Learning above",
  })
    .span(24)
    .height(9)
    .unit(LINES_PER_SECOND)
    .repeat("source")
    .repeatDirection("h")
    .maxPerRow(2)
    .overrides(bandColumns());
}

function changes() {
  return list({
    title: "Templates that changed most",
    description: "Live lines per second in the last fifth of the visible range against the rest of it",
    query: templatesByChange(),
    noData: "No line in this range",
  })
    .height(10)
    .overrides([
      column("text", {
        title: "Template",
        link: { title: "Open this template", url: rowAddress(DASHBOARDS.template, { template: true }) },
      }),
      column("source", { title: "Source", width: 130 }),
      column("before", { title: "Before", unit: LINES_PER_SECOND, decimals: 2, width: 120 }),
      column("now", { title: "Now", unit: LINES_PER_SECOND, decimals: 2, width: 120 }),
      column("change", {
        title: "Change",
        unit: LINES_PER_SECOND,
        decimals: 2,
        width: 120,
        more: [
          { id: "thresholds", value: steps("blue", [0, "text"], [0.01, "orange"]).build() },
          { id: "custom.cellOptions", value: { type: "color-text" } },
        ],
      }),
      column("survivor", { hidden: true }),
    ]);
}

function newestAnomalies() {
  const shown = new Set(["_time", "kind", "severity", "title", "source"]);
  return list({
    title: "Newest anomalies",
    description: "Episodes that meet the visible range, newest first; the Anomalies dashboard has all columns",
    query: anomalyList(),
    noData: "No anomaly in this range",
  })
    .height(10)
    .overrides(
      anomalyColumns().map((each) =>
        shown.has(each.matcher.options) ? each : column(each.matcher.options, { hidden: true })
      ),
    );
}

function pipeline() {
  return list({
    title: "Agents",
    description: "The newest heartbeat of each agent and source in the visible range",
    query: newestHeartbeats(),
    noData: "No agent has been heard in this range: is one running?",
  })
    .span(24)
    .overrides(heartbeatColumns());
}

function heartbeatColumns() {
  const colored = (below: string, ...limits: [number, string][]) => [
    { id: "thresholds", value: steps(below, ...limits).build() },
    { id: "custom.cellOptions", value: { type: "color-text" } },
  ];
  return [
    column("source", { title: "Source" }),
    column("host", { title: "Host" }),
    column("agent", { title: "Agent" }),
    column("seen", { title: "Last heard", unit: "dateTimeFromNow" }),
    column("behind_ms", { title: "Behind", unit: "ms", more: colored("green", [10_000, "orange"], [60_000, "red"]) }),
    column("lag_bytes", { title: "Not read yet", unit: "bytes" }),
    column("spool_bytes", { title: "Spool", unit: "bytes" }),
    column("read", { title: "Lines read", unit: "short" }),
    column("rejected", { title: "Rejected", unit: "short", more: colored("green", [1, "orange"]) }),
    column("unaccounted", { title: "Unaccounted", unit: "short", more: colored("red", [0, "green"], [1, "red"]) }),
  ];
}
