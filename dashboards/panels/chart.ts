import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { FieldColorBuilder, FieldColorModeId } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { DATA_SOURCE } from "../data_source.ts";
import { DEFAULT_WINDOW_MS } from "../variables.ts";
import { FluxQuery } from "./flux_query.ts";

/** What every panel says of itself. */
export interface PanelText {
  readonly title: string;
  /** Shown at the (i) of the panel: what is seen, in which unit, over what. */
  readonly description: string;
  readonly query: string;
}

/**
 * A time series panel with our habits: a point is never narrower than a window, the tooltip lists all series, gaps stay gaps. It has
 * no text for an empty panel, which Grafana would also write on the axis and into gaps.
 */
export function chart({ title, description, query }: PanelText): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .interval(`${DEFAULT_WINDOW_MS / 1000}s`)
    .height(8)
    .span(12)
    .min(0)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic))
    .lineWidth(1)
    .fillOpacity(8)
    .showPoints(VisibilityMode.Never)
    .spanNulls(false)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .legend(legend(LegendPlacement.Bottom));
}

/** A chart's or a timeline's legend: names alone. */
export function legend(placement: LegendPlacement): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(placement)
    .showLegend(true)
    .calcs([]);
}
