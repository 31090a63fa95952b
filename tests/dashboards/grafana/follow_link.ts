import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Selection } from "./interpolate.ts";
import type { Field, Frame } from "./frame.ts";
import { linksOf } from "./organize.ts";
import { ALL } from "./variables.ts";

/** Where a link leads: the dashboard's uid, and what its address says of each variable. */
export interface Target {
  readonly uid: string;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Follows the links of a panel that lead to dashboards, as the address of a browser says them: on every row of its table, or on every series.
 *
 * @see https://grafana.com/docs/grafana/v10.4/panels-visualizations/configure-data-links/#value-variables
 */
export function followLinks(
  panel: Panel,
  frames: readonly Frame[],
  variables: ReadonlyMap<string, Selection>,
): Target[] {
  const urls = linksOf(panel).map(({ url }) => url).filter((url) => url.startsWith("/d/"));
  return frames.flatMap(({ fields }) =>
    rowsOf(panel, fields).flatMap((row) => urls.map((url) => targetOf(fillIn(url, { fields, row, variables }))))
  );
}

/** Of a timeline a bar is clicked, which says no more than its series. */
function rowsOf({ type }: Panel, fields: readonly Field[]): number[] {
  const rows = fields[0]?.values.map((_, row) => row) ?? [];
  return type === "state-timeline" ? rows.slice(0, 1) : rows;
}

interface Click {
  readonly fields: readonly Field[];
  readonly row: number;
  readonly variables: ReadonlyMap<string, Selection>;
}

/** A value is written as it is unless its format says otherwise, and `:queryparam` with its variable's name. */
function fillIn(url: string, { fields, row, variables }: Click): string {
  const format = (value: unknown, name: string | undefined) =>
    name === "percentencode" ? encodeURIComponent(String(value)) : String(value);
  return url
    .replace(/\$\{__data\.fields\.(\w+)(?::(\w+))?\}/g, (_, name: string, as?: string) => {
      return format(fields.find((field) => field.name === name)?.values[row], as);
    })
    .replace(/\$\{__field\.labels\.(\w+)(?::(\w+))?\}/g, (_, name: string, as?: string) => {
      return format(fields.find(({ labels }) => name in labels)?.labels[name], as);
    })
    .replace(/\$\{(\w+):queryparam\}/g, (_, name: string) => {
      const { values, all } = variables.get(name)!;
      return (all === undefined ? values : [ALL]).map((value) => `var-${name}=${encodeURIComponent(value)}`).join(
        "&",
      );
    });
}

function targetOf(address: string): Target {
  const { pathname, searchParams } = new URL(address, "http://grafana.test");
  const named = [...searchParams].filter(([name]) => name.startsWith("var-"));
  return {
    uid: pathname.replace("/d/", ""),
    variables: Object.fromEntries(named.map(([name, value]) => [name.replace("var-", ""), value])),
  };
}
