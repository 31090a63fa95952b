import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "./board.ts";
import { anomalyColumns } from "./anomaly_columns.ts";
import { anomaliesOverTime, anomalyList } from "./flux/anomaly_list.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { list } from "./panels/list.ts";
import { apiVariable, bucketVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "What was called?": every anomaly of the visible range with all that is known of it. */
export function anomalies(): Dashboard {
  return board({
    name: "anomalies",
    description: "Every anomaly with what was seen against what was expected, how probable that is, and its label",
    variables: [bucketVariable(), sourceVariable(), windowVariable(), apiVariable()],
    rows: [
      { title: "When", panels: [overTime()] },
      { title: "What", panels: [all()] },
    ],
  });
}

function overTime() {
  return chart({
    title: "Anomalies by kind",
    description: "How many anomalies began in each point",
    query: anomaliesOverTime(),
  })
    .span(24)
    .height(6)
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
    description: "Those that meet the visible range, newest first. Chance is how often normal traffic is as far out. " +
      "A click on the label opens the api's page that changes it",
    query: anomalyList(),
    noData: "No anomaly in this range",
    columns: anomalyColumns("all"),
  })
    .height(18);
}
