import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { DATA_SOURCE } from "../data_source.ts";
import type { PanelText } from "./chart.ts";
import { FluxQuery } from "./flux_query.ts";

/** What a panel of rows says of itself. */
export interface RowsText extends PanelText {
  /** Shown instead of rows: why there may be none and what to do. */
  readonly noData: string;
}

/** What the builders of panels of any type have. */
interface PanelOptions {
  title(title: string): this;
  description(description: string): this;
  datasource(reference: typeof DATA_SOURCE): this;
  withTarget(target: Builder<ReturnType<FluxQuery["build"]>>): this;
  noValue(text: string): this;
  height(rows: number): this;
  span(columns: number): this;
}

/** Gives a panel of rows its texts and its query, and the whole width of the dashboard. */
export function withRows<P extends PanelOptions>(panel: P, { title, description, query, noData }: RowsText): P {
  return panel
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .noValue(noData)
    .height(8)
    .span(24);
}
