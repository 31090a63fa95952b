import { TableCellHeight } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import { DATA_SOURCE } from "../data_source.ts";
import type { PanelText } from "./chart.ts";
import type { ColumnOverride } from "./column.ts";
import { FluxQuery } from "./flux_query.ts";

/** What a table shows. */
export interface ListText extends PanelText {
  /** Shown instead of rows: why there may be none and what to do. */
  readonly noData: string;
  /** Every column of the answer, in the order in which they are shown. */
  readonly columns: readonly ColumnOverride[];
}

/**
 * A table over the full width: a row per row of the answer, which has to be a single table. Flux gives columns in an order of its
 * own, so a transformation puts them into ours.
 */
export function list({ title, description, query, noData, columns }: ListText): PanelBuilder {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATA_SOURCE)
    .withTarget(new FluxQuery(query))
    .noValue(noData)
    .height(8)
    .span(24)
    .showHeader(true)
    .cellHeight(TableCellHeight.Sm)
    .filterable(false)
    .withTransformation({
      id: "organize",
      options: {
        excludeByName: {},
        indexByName: Object.fromEntries(columns.map(({ matcher }, index) => [String(matcher.options), index])),
        renameByName: {},
      },
    })
    .overrides([...columns]);
}
