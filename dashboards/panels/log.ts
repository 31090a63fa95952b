import { LogsDedupStrategy, LogsSortOrder } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { DATA_SOURCE } from "../data_source.ts";
import type { PanelText } from "./chart.ts";
import { FluxQuery } from "./flux_query.ts";

/** Lines as they were logged, wrapped, over the full width: each row of the answer's time and first text. */
export function log({ title, description, query, noData }: PanelText & { readonly noData: string }): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .noValue(noData)
    .height(8)
    .span(24)
    .showTime(true)
    .showLabels(false)
    .showCommonLabels(false)
    .wrapLogMessage(true)
    .prettifyLogMessage(false)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending)
    .dedupStrategy(LogsDedupStrategy.None);
}
