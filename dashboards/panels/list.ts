import { TableCellHeight } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { ColumnOverride } from "./column.ts";
import { inOrder } from "./in_order.ts";
import { type RowsText, withRows } from "./rows.ts";

/** What a table shows. */
export interface ListText extends RowsText {
  /** Every column of the answer, in the order in which they are shown. */
  readonly columns: readonly ColumnOverride[];
}

/** A table over the full width: a row per row of the answer, which has to be a single table. */
export function list({ columns, ...text }: ListText): PanelBuilder {
  return withRows(new PanelBuilder(), text)
    .showHeader(true)
    .cellHeight(TableCellHeight.Sm)
    .filterable(false)
    .withTransformation(inOrder(columns))
    .overrides([...columns]);
}
