import type { DataTransformerConfig } from "@grafana/grafana-foundation-sdk/dashboard";
import type { ColumnOverride } from "./column.ts";

/** Puts an answer's columns into the order of `columns`: Flux gives them in one of its own. */
export function inOrder(columns: readonly ColumnOverride[]): DataTransformerConfig {
  const indexByName = Object.fromEntries(columns.map(({ matcher }, index) => [String(matcher.options), index]));
  return { id: "organize", options: { excludeByName: {}, indexByName, renameByName: {} } };
}
