import type { DynamicConfigValue, MatcherConfig } from "@grafana/grafana-foundation-sdk/dashboard";

/** How one column of a query's answer is shown. */
export interface ColumnLook {
  /** Title of a column, or entry of a legend. */
  readonly title?: string;
  /** A unit of Grafana's, for example `suffix:lines/s`, `ms`, `bytes`. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly color?: string;
  /** Pixels, in a table. */
  readonly width?: number;
  /** Kept for links, not shown. */
  readonly hidden?: boolean;
  /** A link on each of its cells. */
  readonly link?: { readonly title: string; readonly url: string };
  /** Anything else that Grafana's field configuration knows. */
  readonly more?: readonly DynamicConfigValue[];
}

/** The override that gives the column `name` its look. The column has to be in the answer; a test sees to it. */
export function column(name: string, look: ColumnLook): { matcher: MatcherConfig; properties: DynamicConfigValue[] } {
  const { title, unit, decimals, color, width, hidden, link, more = [] } = look;
  const properties: (DynamicConfigValue | false)[] = [
    title !== undefined && { id: "displayName", value: title },
    unit !== undefined && { id: "unit", value: unit },
    decimals !== undefined && { id: "decimals", value: decimals },
    color !== undefined && { id: "color", value: { mode: "fixed", fixedColor: color } },
    width !== undefined && { id: "custom.width", value: width },
    hidden === true && { id: "custom.hidden", value: true },
    link !== undefined && { id: "links", value: [{ ...link, targetBlank: false }] },
    ...more,
  ];
  return {
    matcher: { id: "byName", options: name },
    properties: properties.filter((property): property is DynamicConfigValue => property !== false),
  };
}
