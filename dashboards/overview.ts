import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { anomalyColumns } from "./anomaly_columns.ts";
import { AGO, limits, LINES_PER_SECOND, numberOr, ODDS, SOURCE, wide, words } from "./columns.ts";
import { bandColumns, regionColumns } from "./series_columns.ts";
import { HEALTH_WORDS } from "./state_words.ts";
import { anomalyList, WHOLE } from "./flux/anomaly_list.ts";
import { whatChanged } from "./flux/changes.ts";
import { sourceHealth } from "./flux/health.ts";
import { OF_SHOWN } from "./flux/places.ts";
import { anomalyRegions } from "./flux/regions.ts";
import { trafficWithBand } from "./flux/traffic.ts";
import { templateAddress } from "./links.ts";
import { healthFigure, now, openFigures, states, trafficFigure } from "./now_panels.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { FluxQuery } from "./panels/flux_query.ts";
import { list } from "./panels/list.ts";
import { bucketVariable, shownVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "What is wrong now?": open anomalies, where they are, what changed, and whether LogIQ itself is well. */
export function overview(): Dashboard {
  return board({
    name: "overview",
    description:
      "What is wrong now, where and since when, what the logs say otherwise than usual, and whether LogIQ is well",
    variables: [bucketVariable(), sourceVariable(), windowVariable(), shownVariable()],
    annotations: anomalyAnnotations(OF_SHOWN),
    rows: [
      { title: "Now", panels: [now(), openFigures(), healthFigure(), trafficFigure(), whatIsWrong(), states()] },
      { title: "Traffic", panels: [traffic()], isMarked: true },
      { title: "What changed", panels: [changes()] },
      { title: "Pipeline health", panels: [pipeline()] },
    ],
  });
}

function whatIsWrong() {
  return list({
    title: "What is wrong",
    description: "Anomalies that meet the visible range: open ones first, the gravest at the top; then the newest",
    query: anomalyList({ openFirst: true, rows: WHOLE }),
    noData: 'No anomaly in this range; whether all sources are watched stands under "Right now"',
    columns: anomalyColumns("short"),
  }).height(7);
}

function traffic() {
  return chart({
    title: "Traffic of ${shown}",
    description:
      "All lines of the source: where a point is longer than a window, its mean and its highest window; expected and threshold are means. " +
      "Before it was watched is what its past holds, the mean of each point. Coloured regions are this source's anomalies, a dashed line in the colour of its severity is the beginning of one",
    query: trafficWithBand(),
  })
    .withTarget(new FluxQuery(anomalyRegions(OF_SHOWN), "B"))
    .span(24)
    .height(9)
    .unit(LINES_PER_SECOND)
    .overrides([...bandColumns(), ...regionColumns()]);
}

function changes() {
  return list({
    title: "What changed",
    description:
      "Templates whose lines in the visible range are not as many as expected: new ones first, then the least " +
      "probable. Times is lines against expected ones",
    query: whatChanged(),
    noData:
      'Nothing is otherwise than in the time before this range: what has lasted for longer stands in "What is wrong"',
    columns: [
      column("change", {
        title: "Change",
        width: 72,
        ...words({ new: ["new", "orange"], more: ["more", "red"], fewer: ["fewer", "blue"] }),
      }),
      column("text", {
        ...wide("Template", 202),
        link: { title: "Open this template", url: templateAddress() },
      }),
      column("times", { title: "Times", unit: "suffix:×", decimals: 1, width: 82, ...numberOr("–") }),
      column("shown", { ...SOURCE, filterable: true }),
      column("odds", ODDS),
      column("lines", { title: "Lines", unit: "short", width: 84 }),
      column("expected", { title: "Expected", unit: "short", width: 84 }),
      column("source", { hidden: true }),
      column("template", { hidden: true }),
    ],
  });
}

function pipeline() {
  return list({
    title: "Sources and their agents",
    description:
      "By now's clock, whatever the range: an agent that was not heard for 15 s is silent, and so is a detector " +
      "whose newest window is older than 30 s. A source is silent that is watched, but whose lines do not come",
    query: sourceHealth(),
    noData: "No agent has been heard in this range or in the last day: is one running?",
    columns: [
      column("state", { title: "State", width: 150, ...words(HEALTH_WORDS) }),
      column("source", wide("Source")),
      column("heard_ms", { title: "Heard ago", ...AGO }),
      column("behind_ms", {
        title: "Behind",
        unit: "ms",
        width: 90,
        ...limits("green", [10_000, "orange"], [60_000, "red"]),
      }),
      column("evaluated_ms", { title: "Evaluated ago", ...AGO, width: 128 }),
      column("read", { title: "Lines read", unit: "short", width: 105 }),
      column("rejected", { title: "Rejected", unit: "short", width: 90, ...limits("green", [1, "orange"]) }),
    ],
  });
}
