import { TooltipDisplayMode, VisibilityMode, VizTooltipOptionsBuilder } from "@grafana/grafana-foundation-sdk/common";
import { LegendPlacement } from "@grafana/grafana-foundation-sdk/common";
import { FieldColorBuilder, FieldColorModeId } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { DATA_SOURCE } from "../data_source.ts";
import { legend, type PanelText } from "./chart.ts";
import { FluxQuery } from "./flux_query.ts";
import { steps } from "./steps.ts";

/**
 * A state timeline: a row per series, a colour per word. A point is a 120th of the visible range, which is narrow enough to see, and
 * 15 s at least, for each costs time.
 */
export function timeline({ title, description, query }: PanelText): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .height(10)
    .span(24)
    .interval("15s")
    .maxDataPoints(120)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    // With the two limits that Grafana has on its own the legend would name these instead of the words.
    .thresholds(steps("text"))
    .showValue(VisibilityMode.Never)
    .mergeValues(true)
    .rowHeight(0.85)
    .lineWidth(0)
    .fillOpacity(85)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
    .legend(legend(LegendPlacement.Bottom));
}
