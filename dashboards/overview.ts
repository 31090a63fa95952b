import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { anomalyColumns } from "./anomaly_columns.ts";
import { AGO, limits, LINES_PER_SECOND, numberOr, ODDS, SOURCE, wide, wordMapping, words } from "./columns.ts";
import { bandColumns, regionColumns } from "./series_columns.ts";
import { CALM_WORDS, HEALTH_WORDS, KIND_WORDS, SENTENCE_COLORS } from "./state_words.ts";
import { anomalyList, openBySeverity, WHOLE } from "./flux/anomaly_list.ts";
import { whatChanged } from "./flux/changes.ts";
import { whatIsOn } from "./flux/now.ts";
import { healthFigures, sourceHealth } from "./flux/health.ts";
import { OF_SHOWN } from "./flux/places.ts";
import { anomalyRegions } from "./flux/regions.ts";
import { sourceStates } from "./flux/source_states.ts";
import { trafficNow, trafficWithBand } from "./flux/traffic.ts";
import { aboutAddress, shownAddress, templateAddress } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { figure } from "./panels/figure.ts";
import { headline } from "./panels/headline.ts";
import { FluxQuery } from "./panels/flux_query.ts";
import { list } from "./panels/list.ts";
import { steps } from "./panels/steps.ts";
import { timeline } from "./panels/timeline.ts";
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

function now() {
  return headline({
    title: "Right now",
    description:
      "The gravest of what is open as far as the detector has come, and sources whose agent or detector is silent or " +
      "behind, by now's clock, whatever the range. A click opens what it is about",
    query: whatIsOn(),
    noData: "No database selected",
    sentence: "sentence",
    name: "since",
    colors: SENTENCE_COLORS,
    link: { title: "Open what this is about", url: aboutAddress([]) },
  });
}

function openFigures() {
  const severity = (name: string, title: string, color: string) =>
    column(name, { title, more: [{ id: "thresholds", value: steps("text", [1, color]).build() }] });
  return figure({
    title: "Open anomalies",
    description: "Anomalies that go on as far as the detector has come, by severity, whatever the range",
    query: openBySeverity(),
    noData: "No database selected",
    columns: [
      severity("critical", "Critical", "red"),
      severity("warning", "Warning", "orange"),
      severity("info", "Info", "blue"),
    ],
  })
    .span(10)
    .decimals(0);
}

function healthFigure() {
  const bad = (name: string, title: string) =>
    column(name, { title, more: [{ id: "thresholds", value: steps("text", [1, "red"]).build() }] });
  return figure({
    title: "Sources",
    description:
      "Live: watched, learned or waited for. Silent: watched, but lines that are expected do not come. Not watched: the agent or " +
      "the detector is silent or behind, so nobody knows. By now's clock",
    query: healthFigures(),
    noData: "No database selected",
    columns: [
      column("live", { title: "Live", more: [{ id: "thresholds", value: steps("red", [1, "green"]).build() }] }),
      bad("silent", "Silent"),
      bad("trouble", "Not watched"),
    ],
  })
    .span(8)
    .decimals(0);
}

function trafficFigure() {
  return figure({
    title: "Traffic",
    description: "Lines per second of all selected sources together, mean of the newest minute",
    query: trafficNow(),
    noData: "none",
    columns: [column("traffic", { title: "Traffic" })],
  })
    .span(6)
    .unit(LINES_PER_SECOND)
    .decimals(1)
    .thresholds(steps("text"));
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

function states() {
  return timeline({
    title: "Sources over time",
    description:
      "A row per source: normal, anomalous by kind, no lines (watched, and none is missed), learning, not evaluated " +
      "(the detector is away), before it was watched (its lines were read later), or not watched. " +
      "A click shows the source's traffic below",
    query: sourceStates(),
  })
    .displayName("${__field.labels.name}")
    .mappings([wordMapping({ ...CALM_WORDS, ...KIND_WORDS })])
    .overrides([{
      matcher: { id: "byType", options: "string" },
      properties: [{ id: "links", value: [{ title: "Show its traffic", url: shownAddress(), targetBlank: false }] }],
    }]);
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
        ...wide("Template", 420),
        link: { title: "Open this template", url: templateAddress() },
      }),
      column("shown", { ...SOURCE, filterable: true }),
      column("times", { title: "Times", unit: "suffix:×", decimals: 1, width: 82, ...numberOr("–") }),
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
