import type { FluxTableMetaData } from "@influxdata/influxdb-client";

/** A column of a frame: `labels` tell series apart. */
export interface Field {
  readonly name: string;
  readonly type: "time" | "number" | "string" | "boolean";
  readonly labels: Readonly<Record<string, string>>;
  readonly values: unknown[];
}

/** What Grafana makes of one table of a Flux answer. */
export interface Frame {
  readonly fields: readonly Field[];
}

/** A row of a Flux answer with the description of its table. */
export interface FluxRow {
  readonly values: readonly string[];
  readonly tableMeta: FluxTableMetaData;
}

/**
 * Builds frames as Grafana's Flux data source does: columns of the group key become labels, the others fields, times first; a
 * lone `_time` has no labels, and with a lone `_value` beside it both get better names.
 *
 * @see https://github.com/grafana/grafana/blob/v10.4.x/pkg/tsdb/influxdb/flux/builder.go
 */
export function toFrames(rows: Iterable<FluxRow>): Frame[] {
  const frames: Frame[] = [];
  let key: string | undefined;
  for (const { values, tableMeta } of rows) {
    const columns = tableMeta.columns.filter(({ label }) => label !== "result" && label !== "table");
    const valueOf = (column: Column) => values[column.index];
    const groupKey = JSON.stringify([columns.map(({ label }) => label), columns.filter((c) => c.group).map(valueOf)]);
    if (groupKey !== key) frames.push(emptyFrame(columns, valueOf));
    key = groupKey;
    const data = sortedData(columns);
    frames[frames.length - 1].fields.forEach((field, i) => field.values.push(data[i].get([...values])));
  }
  return frames;
}

type Column = FluxTableMetaData["columns"][number];

function emptyFrame(columns: readonly Column[], valueOf: (column: Column) => string): Frame {
  const grouped = columns.filter(({ group }) => group);
  const labels = Object.fromEntries(
    grouped.map((column) => [column.label, valueOf(column)]).filter(([, v]) => v !== ""),
  );
  delete labels._measurement;
  const data = sortedData(columns);
  const simpleTime = data.filter(isTime).length === 1 && data[0].label === "_time";
  const simple = simpleTime && data.length === 2 && data[1].label === "_value";
  const { _field, _start, _stop, ...plain } = labels;
  const fields = data.map((column) => ({
    name: simple ? (isTime(column) ? "Time" : _field ?? "Value") : column.label,
    type: typeOf(column),
    labels: isTime(column) && simpleTime ? {} : simple ? plain : labels,
    values: [],
  }));
  return { fields };
}

function sortedData(columns: readonly Column[]): Column[] {
  const data = columns.filter(({ group }) => !group);
  return [...data.filter(isTime), ...data.filter((column) => !isTime(column))];
}

function isTime({ dataType }: Column): boolean {
  return dataType.startsWith("dateTime");
}

function typeOf(column: Column): Field["type"] {
  if (isTime(column)) return "time";
  if (column.dataType === "boolean") return "boolean";
  return ["double", "long", "unsignedLong", "duration"].includes(column.dataType) ? "number" : "string";
}
