import { LINES_PER_SECOND, wordMapping } from "./columns.ts";
import { openBySeverity } from "./flux/anomaly_list.ts";
import { healthFigures } from "./flux/health.ts";
import { whatIsOn } from "./flux/now.ts";
import { sourceStates } from "./flux/source_states.ts";
import { trafficNow } from "./flux/traffic.ts";
import { aboutAddress, shownAddress } from "./links.ts";
import { column } from "./panels/column.ts";
import { figure } from "./panels/figure.ts";
import { headline } from "./panels/headline.ts";
import { steps } from "./panels/steps.ts";
import { timeline } from "./panels/timeline.ts";
import { CALM_WORDS, KIND_WORDS, SENTENCE_COLORS } from "./state_words.ts";

/** The gravest of what is open, and of what is not watched, in words. */
export function now() {
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

/** How many anomalies are open, by severity. */
export function openFigures() {
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

/** How many sources are live, silent and not watched. */
export function healthFigure() {
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

/** Lines per second of all selected sources. */
export function trafficFigure() {
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

/** A row per source over the visible range. */
export function states() {
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
