import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { DATA_SOURCE } from "../data_source.ts";
import type { PanelText } from "./chart.ts";
import { FluxQuery } from "./flux_query.ts";

/** A panel of one or a few large figures: the last row's number columns, each with its title. */
export function figure({ title, description, query, noData }: PanelText & { readonly noData: string }): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .noValue(noData)
    .height(4)
    .span(6)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Auto)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).fields("").values(false));
}
