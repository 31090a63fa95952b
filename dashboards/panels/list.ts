import { TableCellHeight } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import { DATA_SOURCE } from "../data_source.ts";
import type { PanelText } from "./chart.ts";
import { FluxQuery } from "./flux_query.ts";

/** A table panel: a row per row of the answer, which has to be a single table. */
export function list({ title, description, query, noData }: PanelText): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .noValue(noData)
    .height(8)
    .span(12)
    .showHeader(true)
    .cellHeight(TableCellHeight.Sm)
    .filterable(true);
}
