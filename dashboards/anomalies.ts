import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "./board.ts";
import { anomalyColumns } from "./anomaly_columns.ts";
import { LINES_PER_SECOND, ONCE_IN, SHORT_TIME, wide, words } from "./columns.ts";
import { anomaliesOverTime, anomalyList, WHOLE } from "./flux/anomaly_list.ts";
import { incidentSeries } from "./flux/incident_series.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { rowAddress } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { list } from "./panels/list.ts";
import { KIND_WORDS } from "./state_words.ts";
import { apiVariable, bucketVariable, incidentVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "What was called?": every anomaly of the visible range with all that is known of it. */
export function anomalies(): Dashboard {
  return board({
    name: "anomalies",
    description: "Every anomaly with what was seen against what was expected, how probable that is, and its label",
    variables: [bucketVariable(), sourceVariable(), windowVariable(), incidentVariable(), apiVariable()],
    rows: [
      { title: "When", panels: [overTime()] },
      { title: "What", panels: [all()] },
      { title: "One of them", panels: [series()] },
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
    description:
      "Those that meet the visible range, newest first. Once in is how seldom normal traffic is as far out. " +
      "A click on the label opens the api's page that changes it",
    query: anomalyList({ rows: WHOLE }),
    noData: "No anomaly in this range",
    columns: anomalyColumns("all"),
  })
    .height(12);
}

function series() {
  return list({
    title: "What it is made of",
    description: "The messages and sources that deviate in the incident chosen above, the first sign first. " +
      "A click on a number of messages in a table chooses one",
    query: incidentSeries(),
    noData: "No incident is chosen: there is none in this range",
    columns: [
      column("text", {
        ...wide("Message"),
        link: { title: "Open it", url: rowAddress("${__data.fields.dashboard}", { template: true }) },
      }),
      column("_time", { title: "Since", unit: SHORT_TIME, width: 135 }),
      column("kind", { title: "Kind", width: 130, ...words(KIND_WORDS) }),
      column("source", { title: "Source", width: 220 }),
      column("duration_ms", { title: "Lasted", unit: "ms", decimals: 1, width: 90 }),
      column("actual", { title: "Seen", unit: LINES_PER_SECOND, decimals: 2, width: 115 }),
      column("expected", { title: "Expected", unit: LINES_PER_SECOND, decimals: 2, width: 115 }),
      column("once_s", ONCE_IN),
      column("template", { hidden: true }),
      column("dashboard", { hidden: true }),
    ],
  });
}
