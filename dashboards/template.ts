import { StackingConfigBuilder, StackingMode } from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { anomalyColumns, bandColumns, LINES_PER_SECOND } from "./columns.ts";
import { anomalyList } from "./flux/anomaly_list.ts";
import {
  linesByHostAndLevel,
  rateWithBand,
  templateFacts,
  templateLineage,
  templateSamples,
} from "./flux/one_template.ts";
import { OF_TEMPLATE } from "./flux/places.ts";
import { DASHBOARDS } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { list } from "./panels/list.ts";
import { bucketVariable, membersVariable, sourceVariable, templateVariable, windowVariable } from "./variables.ts";

const ITS_OWN = `  |> filter(fn: (r) => ${OF_TEMPLATE})`;
const ITS_OWN_AND_ITS_SOURCES = `  |> filter(fn: (r) => r.template == "*" or ${OF_TEMPLATE})`;

/** "What is this template, and how does it behave?": one template, with the ids that it replaced as its own. */
export function template(): Dashboard {
  return board({
    uid: DASHBOARDS.template,
    title: "LogIQ · Template",
    description: "One log template: its rate with what was expected, sample lines, where it comes from, its anomalies",
    variables: [bucketVariable(), sourceVariable(), templateVariable(), membersVariable(), windowVariable()],
    annotations: anomalyAnnotations(ITS_OWN_AND_ITS_SOURCES),
    rows: [
      { title: "What it is", panels: [facts()] },
      { title: "How often it is logged", panels: [rate(), byHostAndLevel()] },
      { title: "What it says and where it comes from", panels: [samples(), lineage()] },
      { title: "Its anomalies", panels: [itsAnomalies()] },
    ],
  });
}

function facts() {
  return list({
    title: "Template",
    description: "Text with <*> for what varies, and when it was first seen, its ancestors included",
    query: templateFacts(),
    noData: "No template selected",
  })
    .span(24)
    .height(4)
    .overrides([
      column("text", { title: "Template", more: [{ id: "custom.inspect", value: true }] }),
      column("source", { title: "Source", width: 200 }),
      column("id", { title: "Id", width: 200 }),
      column("first_seen", { title: "First seen", unit: "dateTimeAsLocal", width: 200 }),
      column("lines", { title: "Lines in the visible range", unit: "short", width: 200 }),
    ]);
}

function rate() {
  return chart({
    title: "Rate",
    description: "Live lines per second with what was expected; lines under replaced ids included. " +
      "Coloured regions are anomalies of this template and of its whole source",
    query: rateWithBand(),
    noData: "No line of this template in this range",
  })
    .span(24)
    .height(9)
    .unit(LINES_PER_SECOND)
    .overrides(bandColumns());
}

function byHostAndLevel() {
  return chart({
    title: "Lines by host and level",
    description: "Live and backlog lines per second; - is unknown",
    query: linesByHostAndLevel(),
    noData: "No line of this template in this range",
  })
    .span(24)
    .unit(LINES_PER_SECOND)
    .displayName("${__field.labels.host} · ${__field.labels.level}")
    .fillOpacity(30)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
}

function samples() {
  return list({
    title: "Sample lines",
    description: "The newest lines that were kept of it, as they were logged",
    query: templateSamples(),
    noData: "No sample line kept",
  })
    .overrides([
      column("at", { title: "Logged", unit: "dateTimeAsLocal", width: 170 }),
      column("line", { title: "Line", more: [{ id: "custom.inspect", value: true }] }),
      column("source", { title: "Source", width: 130 }),
    ]);
}

function lineage() {
  return list({
    title: "Lineage",
    description:
      "The ids under which it has been known: a template that becomes more general or merges keeps its history",
    query: templateLineage(),
    noData: "No template selected",
  })
    .overrides([
      column("text", { title: "Text" }),
      column("template", { title: "Id", width: 170 }),
      column("source", { title: "Source", width: 110 }),
      column("first_seen", { title: "First seen", unit: "dateTimeAsLocal", width: 170 }),
      column("became", { title: "Became", width: 170 }),
    ]);
}

function itsAnomalies() {
  return list({
    title: "Anomalies of this template",
    description: "Episodes that meet the visible range, newest first",
    query: anomalyList(ITS_OWN),
    noData: "No anomaly of this template in this range",
  })
    .span(24)
    .overrides(anomalyColumns());
}
