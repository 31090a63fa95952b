import type { DynamicConfigValue, MatcherConfig } from "@grafana/grafana-foundation-sdk/dashboard";

/** How one column of a query's answer is shown. */
export interface ColumnLook {
  /** Title of a column, or entry of a legend. */
  readonly title?: string;
  /** A unit of Grafana's, for example `suffix:lines/s`, `ms`, `bytes`. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly color?: string;
  /** Pixels, in a table; a column without takes what the others leave. */
  readonly width?: number;
  /** Whether a table's rows can be filtered by it, which takes room in its header. */
  readonly filterable?: boolean;
  /** Kept for links, not shown. */
  readonly hidden?: boolean;
  /** A link on each of its cells. */
  readonly link?: { readonly title: string; readonly url: string; readonly targetBlank?: boolean };
  /** Anything else that Grafana's field configuration knows. */
  readonly more?: readonly DynamicConfigValue[];
}

/** A column's look as Grafana keeps it. */
export interface ColumnOverride {
  readonly matcher: MatcherConfig;
  readonly properties: DynamicConfigValue[];
}

/** The override that gives the column `name` its look. The column has to be in the answer; a test sees to it. */
export function column(name: string, look: ColumnLook): ColumnOverride {
  const { title, unit, decimals, color, width, filterable, hidden, link, more = [] } = look;
  const properties: (DynamicConfigValue | false)[] = [
    title !== undefined && { id: "displayName", value: title },
    unit !== undefined && { id: "unit", value: unit },
    decimals !== undefined && { id: "decimals", value: decimals },
    color !== undefined && { id: "color", value: { mode: "fixed", fixedColor: color } },
    width !== undefined && { id: "custom.width", value: width },
    filterable === true && { id: "custom.filterable", value: true },
    hidden === true && { id: "custom.hidden", value: true },
    link !== undefined && { id: "links", value: [{ targetBlank: false, ...link }] },
    ...more,
  ];
  return {
    matcher: { id: "byName", options: name },
    properties: properties.filter((property): property is DynamicConfigValue => property !== false),
  };
}
