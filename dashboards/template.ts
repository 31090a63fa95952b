import {
  StackingConfigBuilder,
  StackingMode,
  VizTextDisplayOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { anomalyColumns } from "./anomaly_columns.ts";
import { LINES_PER_SECOND, SHORT_TIME, TIME, wide } from "./columns.ts";
import { bandColumns, regionColumns } from "./series_columns.ts";
import { anomalyList } from "./flux/anomaly_list.ts";
import {
  ITS_INCIDENTS,
  linesByHostAndLevel,
  rateWithBand,
  templateFacts,
  templateLineage,
  templateSamples,
  templateText,
} from "./flux/one_template.ts";
import { OF_ITS_SOURCE, OF_TEMPLATE } from "./flux/places.ts";
import { anomalyRegions } from "./flux/regions.ts";
import { LEVEL_WORDS } from "./levels.ts";
import { chart } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { FluxQuery } from "./panels/flux_query.ts";
import { figure } from "./panels/figure.ts";
import { headline } from "./panels/headline.ts";
import { list } from "./panels/list.ts";
import { log } from "./panels/log.ts";
import { steps } from "./panels/steps.ts";
import {
  apiVariable,
  bucketVariable,
  itsSourceVariable,
  membersVariable,
  sourceVariable,
  templateVariable,
  windowVariable,
} from "./variables.ts";

/** What the sentence is about: an incident that this template led to may be told by another one, or by another source. */
const ABOUT =
  `if r.about_source !~ /^\${of:regex}$/ then "part of it" else if r.about_template == "*" then "whole source" else if r.about_template =~ /^\${members:regex}$/ then "this template" else "part of it"`;
const ITS_ANOMALIES = `${OF_ITS_SOURCE} and (r.template == "*" or ${OF_TEMPLATE})`;

/** "What is this template, and how does it behave?": one template of one source, with the ids that it replaced as its own. */
export function template(): Dashboard {
  return board({
    name: "template",
    description: "One log template: its rate with what was expected, its anomalies, sample lines, where it comes from",
    variables: [
      bucketVariable(),
      sourceVariable(),
      templateVariable(),
      itsSourceVariable(),
      membersVariable(),
      windowVariable(),
      apiVariable(),
    ],
    annotations: anomalyAnnotations(ITS_ANOMALIES),
    rows: [
      { title: "What it is", panels: [wording(), facts()] },
      { title: "How often it is logged", panels: [rate(), byHostAndLevel()], isMarked: true },
      { title: "Its anomalies", panels: [itsAnomalies()] },
      { title: "What it says and where it comes from", panels: [samples(), lineage()] },
    ],
  });
}

function wording() {
  return headline({
    title: "Template",
    description: "Its whole text with <*> for what varies, and the source in which it is looked at",
    query: templateText(),
    noData: "No template selected",
    sentence: "text",
    name: "source",
  })
    .height(5);
}

function facts() {
  return figure({
    title: "In figures",
    description:
      "When it was first seen, its ancestors included, its lines and its highest window in the range, and the mean of " +
      "what was expected",
    query: templateFacts(),
    noData: "No template selected",
    columns: [
      column("first_seen", { title: "First seen", unit: SHORT_TIME }),
      column("lines", { title: "Lines in range", unit: "short" }),
      column("peak", { title: "Highest", unit: LINES_PER_SECOND, decimals: 1 }),
      column("expected", { title: "Expected", unit: LINES_PER_SECOND, decimals: 1 }),
    ],
  })
    .span(24)
    // Grafana would make them so small on a phone that nobody reads them.
    .text(new VizTextDisplayOptionsBuilder().titleSize(13).valueSize(18))
    .thresholds(steps("text"));
}

function rate() {
  return chart({
    title: "Rate",
    description:
      "Live lines per second with what was expected; lines under replaced ids included. Where a point is longer than a window, " +
      "its mean and its highest window. Coloured regions are anomalies of this template and of its whole source",
    query: rateWithBand(),
  })
    .withTarget(new FluxQuery(anomalyRegions(ITS_ANOMALIES), "B"))
    .span(24)
    .height(9)
    .unit(LINES_PER_SECOND)
    .overrides([...bandColumns(), ...regionColumns()]);
}

function byHostAndLevel() {
  return chart({
    title: "Lines by host and level",
    description:
      "Lines per second by the time they were logged, the mean of each point; - is unknown. Lines without a time that is believed are not drawn",
    query: linesByHostAndLevel(),
  })
    .span(24)
    .unit(LINES_PER_SECOND)
    .displayName("${__field.labels.host} · ${__field.labels.level}")
    .fillOpacity(30)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"))
    .overrides(
      Object.entries(LEVEL_WORDS).map(([level, [, fixedColor]]) => ({
        matcher: { id: "byRegexp", options: `/ · ${level}$/` },
        properties: [{ id: "color", value: { mode: "fixed", fixedColor } }],
      })),
    );
}

function itsAnomalies() {
  return list({
    title: "Anomalies of this template and of its source",
    description:
      "Those that meet the visible range, newest first: its own, those that it is part of, and those of the whole source, " +
      "which cover it",
    query: anomalyList({
      rows: `  |> filter(fn: (r) => ${ITS_ANOMALIES} or contains(value: r.id, set: itsIncidents))`,
      about: ABOUT,
      uses: [ITS_INCIDENTS],
    }),
    noData: "No anomaly of this template or of its source in this range",
    columns: anomalyColumns("template"),
  });
}

function samples() {
  return log({
    title: "Sample lines",
    description: "The newest lines that were kept of it, as they were logged",
    query: templateSamples(),
    noData: "No sample line kept",
  });
}

function lineage() {
  return list({
    title: "Lineage",
    description:
      "The ids under which it has been known: a template that becomes more general or merges keeps its history",
    query: templateLineage(),
    noData: "No template selected",
    columns: [
      column("text", wide("Text")),
      column("first_seen", { title: "First seen", ...TIME }),
      column("template", { title: "Id", width: 160 }),
      column("became", { title: "Became", width: 160 }),
    ],
  }).height(5);
}
