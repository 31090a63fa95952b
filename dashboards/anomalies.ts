import { GraphDrawStyle, StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "./board.ts";
import { anomalyColumns } from "./anomaly_columns.ts";
import { ONCE_IN, SOURCE, TIME_OF_DAY, wide, words } from "./columns.ts";
import { anomaliesOverTime, anomalyList, WHOLE } from "./flux/anomaly_list.ts";
import { incidentSeries } from "./flux/incident_series.ts";
import { incidentInWords } from "./flux/incident_words.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { aboutAddress } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { headline } from "./panels/headline.ts";
import { list } from "./panels/list.ts";
import { KIND_WORDS, SENTENCE_COLORS } from "./state_words.ts";
import { apiVariable, bucketVariable, incidentVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "What was called?": every anomaly of the visible range with all that is known of it. */
export function anomalies(): Dashboard {
  return board({
    name: "anomalies",
    description: "Every anomaly with what was seen against what was expected, how probable that is, and its label",
    variables: [bucketVariable(), sourceVariable(), windowVariable(), incidentVariable(), apiVariable()],
    // A click on one, wherever it is listed, leads to the top.
    rows: [
      { title: "One of them", panels: [inWords(), series()] },
      { title: "All of them", panels: [all()] },
      { title: "When they began", panels: [overTime()] },
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
    // Bars of a window's width could not be seen.
    .maxDataPoints(60)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(80)
    // Grafana would draw the outline of a bar of no height, too.
    .lineWidth(0)
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

function inWords() {
  return headline({
    title: "In words",
    description:
      "The incident chosen above: what was called, what was seen where what is usual, and what was seen first",
    query: incidentInWords(),
    noData: "There is no incident in this range",
    sentence: "sentence",
    name: "since",
    colors: SENTENCE_COLORS,
  })
    .height(6);
}

function series() {
  return list({
    title: "What it is made of",
    description: "The messages and sources that deviate in the incident chosen above, the first sign first. " +
      "A click on a number of messages in a table chooses one",
    query: incidentSeries(),
    noData: "There is no incident in this range",
    columns: [
      column("text", {
        ...wide("Message", 280),
        link: { title: "Open it", url: aboutAddress(["api"]) },
      }),
      column("_time", { title: "Since", ...TIME_OF_DAY }),
      column("kind", { title: "Kind", width: 132, ...words(KIND_WORDS) }),
      column("shown", SOURCE),
      column("duration_ms", { title: "Lasted", unit: "ms", decimals: 1, width: 88 }),
      column("actual", { title: "Seen /s", decimals: 2, width: 76 }),
      column("expected", { title: "Expected /s", decimals: 2, width: 104 }),
      column("once_s", ONCE_IN),
      column("source", { hidden: true }),
      column("template", { hidden: true }),
      column("dashboard", { hidden: true }),
    ],
  });
}
