import { LogsDedupStrategy, LogsSortOrder } from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/logs";
import { type RowsText, withRows } from "./rows.ts";

/** Lines as they were logged, wrapped, over the full width: each row of the answer's time and first text. */
export function log(text: RowsText): PanelBuilder {
  return withRows(new PanelBuilder(), text)
    .showTime(true)
    .showLabels(false)
    .showCommonLabels(false)
    .wrapLogMessage(true)
    .prettifyLogMessage(false)
    .enableLogDetails(true)
    .sortOrder(LogsSortOrder.Descending)
    .dedupStrategy(LogsDedupStrategy.None);
}
