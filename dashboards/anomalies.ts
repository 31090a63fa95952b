import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { anomalyColumns } from "./columns.ts";
import { anomaliesOverTime, anomalyList } from "./flux/anomaly_list.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { DASHBOARDS } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { list } from "./panels/list.ts";
import { bucketVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "What was called?": every episode of the visible range with all that is known of it. */
export function anomalies(): Dashboard {
  return board({
    uid: DASHBOARDS.anomalies,
    title: "LogIQ · Anomalies",
    description: "Every anomaly with severity, score and label, and links to the template that it is about",
    variables: [bucketVariable(), sourceVariable(), windowVariable()],
    annotations: anomalyAnnotations(),
    rows: [
      { title: "When", panels: [overTime()] },
      { title: "What", panels: [all()] },
    ],
  });
}

function overTime() {
  return chart({
    title: "Anomalies by kind",
    description: "How many episodes began in each point",
    query: anomaliesOverTime(),
    noData: "No anomaly began in this range",
  })
    .span(24)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(80)
    .decimals(0)
    .unit("short")
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"))
    .displayName("${__field.labels.kind}")
    .overrides(KIND_LOOKS.map(({ kind, title, color }) => column(kind, { title, color })));
}

function all() {
  return list({
    title: "Anomalies",
    description:
      "Episodes that meet the visible range, newest first. Peak, expected and threshold are of the highest window. " +
      "Label one with PATCH /api/anomalies/ID",
    query: anomalyList(),
    noData: "No anomaly in this range",
  })
    .span(24)
    .height(16)
    .overrides(anomalyColumns());
}
