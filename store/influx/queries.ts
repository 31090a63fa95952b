import { flux, fluxDuration, fluxExpression, fluxInteger, type ParameterizedQuery } from "@influxdata/influxdb-client";
import type { AnomalyFilter } from "../ports/anomalies.ts";
import type { WindowQuery } from "../ports/windows.ts";
import { toTagText } from "./tag_text.ts";

/**
 * All Flux of the store. Values enter through the client's `flux` tag, which quotes them. What costs time in Flux is the
 * number of tables, so results are ungrouped before they leave, and a range is as narrow as the question.
 */

/** Nanoseconds, half-open; InfluxDB's own default would end at its `now()`. */
export interface TimeRange {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

/** 1970 to 2262, all that InfluxDB can hold of what LogIQ writes. */
export const ALL_TIME: TimeRange = { fromNs: 0n, toNs: 9_214_646_400_000_000_000n };

/** Epoch milliseconds as a range; ends beyond what InfluxDB can hold are cut. */
export function rangeOf(
  { fromMs = 0, toMs = Infinity }: { readonly fromMs?: number; readonly toMs?: number },
): TimeRange {
  return { fromNs: clamp(fromMs), toNs: clamp(toMs) };
}

/** Columns: template, _time, _value. */
export function windowCountsQuery(bucket: string, query: WindowQuery): ParameterizedQuery {
  return flux`${windows(bucket, query, { createEmpty: false })}
windows |> group() |> keep(columns: ["template", "_time", "_value"])`;
}

/**
 * Live points of these sources (all where undefined): source, template, level, host, _time, _value. One ungrouped table, which the storage
 * makes itself: 100,000 points of 50,000 series leave in 1.8 s, where sums by Flux took 4 s and more.
 */
export function livePointsQuery(
  bucket: string,
  range: TimeRange,
  sources: readonly string[] | undefined,
): ParameterizedQuery {
  const live = from(bucket, range, { measurement: "log_counts", field: "count", tags: { mode: "live" } });
  const isWanted = sources?.map((source) => flux`r.source == ${toTagText(source)}`.toString()).join(" or ");
  return flux`${live}${fluxExpression(isWanted ? `\n  |> filter(fn: (r) => ${isWanted})` : "")}
  |> group()
  |> keep(columns: ["source", "template", "level", "host", "_time", "_value"])`;
}

/** Live and past lines of a source per series and window: source, template, level, host, _time (the window's start), _value. The storage adds up. */
export function pastSumsQuery(
  bucket: string,
  range: TimeRange,
  { source, windowMs }: { readonly source: string; readonly windowMs: number },
): ParameterizedQuery {
  return flux`${from(bucket, range, { measurement: "log_counts", field: "count", tags: { source } })}
  |> filter(fn: (r) => r.mode == "live" or r.mode == "history")
  |> aggregateWindow(every: ${fluxDuration(`${windowMs}ms`)}, fn: sum, createEmpty: false, timeSrc: "_start")
  |> group()
  |> keep(columns: ["source", "template", "level", "host", "_time", "_value"])`;
}

/** Lines of every series per stretch: source, template, level, mode, _time (the stretch's start), _value. A row for each agent and host. */
export function stretchSumsQuery(bucket: string, range: TimeRange, stretchMs: number): ParameterizedQuery {
  return flux`${from(bucket, range, { measurement: "log_counts", field: "count" })}
  |> aggregateWindow(every: ${fluxDuration(`${stretchMs}ms`)}, fn: sum, createEmpty: false, timeSrc: "_start")
  |> group()
  |> keep(columns: ["source", "template", "level", "mode", "_time", "_value"])`;
}

/** What is known of the sums of each stretch: _time, _field (`late` and `summed`: ms, `lines`), _value. */
export function sumStatesQuery(bucket: string, range: TimeRange): ParameterizedQuery {
  return flux`from(bucket: ${bucket})
  |> range(start: ${time(range.fromNs)}, stop: ${time(range.toNs)})
  |> filter(fn: (r) => r._measurement == "sum_states")
  |> group()
  |> keep(columns: ["_time", "_field", "_value"])`;
}

/** When the first line of all was counted: _time. */
export function firstCountQuery(bucket: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "log_counts", field: "count" })}
  |> group()
  |> first()
  |> keep(columns: ["_time"])`;
}

/**
 * Results `mean` and `stddev` by template, `totalMean` and `totalStddev` without. Windows without lines are counted as 0:
 * Flux gives them null, which its mean would skip.
 */
export function windowStatisticsQuery(bucket: string, query: WindowQuery): ParameterizedQuery {
  return flux`${windows(bucket, query, { createEmpty: true })}
windows |> mean() |> group() |> yield(name: "mean")
windows |> stddev(mode: "sample") |> group() |> yield(name: "stddev")
total |> mean() |> group() |> yield(name: "totalMean")
total |> stddev(mode: "sample") |> group() |> yield(name: "totalStddev")`;
}

/** Results `count` (_value), `first` and `last` (_time) by source, template and level. Each is pushed down to the storage. */
export function templateCountsQuery(bucket: string, range: TimeRange, source?: string): ParameterizedQuery {
  return flux`counts = () => ${from(bucket, range, { measurement: "log_counts", field: "count", tags: { source } })}
  |> group(columns: ["source", "template", "level"])
counts() |> sum() |> group() |> yield(name: "count")
counts() |> first() |> group() |> keep(columns: ["source", "template", "level", "_time"]) |> yield(name: "first")
counts() |> last() |> group() |> keep(columns: ["source", "template", "level", "_time"]) |> yield(name: "last")`;
}

/** By source, template and host of which there are lines: these tags. Pushed down to the storage. */
export function templateHostsQuery(bucket: string, range: TimeRange, source?: string): ParameterizedQuery {
  return flux`${from(bucket, range, { measurement: "log_counts", field: "count", tags: { source } })}
  |> group(columns: ["source", "template", "host"])
  |> first()
  |> group()
  |> keep(columns: ["source", "template", "host"])`;
}

/** Tags of each series that has lines. Pushed down to the storage. */
export function countedSeriesQuery(bucket: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "log_counts", field: "count" })}
  |> group(columns: ["source", "host", "level", "template", "mode"])
  |> first()
  |> group()
  |> keep(columns: ["source", "host", "level", "template", "mode"])`;
}

/** The newest record of each series in the range (_value). */
export function lastRecordsQuery(bucket: string, range: TimeRange, selection: Selection): ParameterizedQuery {
  return flux`${from(bucket, range, { ...selection, field: "record" })}
  |> last()
  |> group()
  |> keep(columns: ["_value"])`;
}

/**
 * By source and template: results `firstSeen` (_value, epoch milliseconds, any number per template), `initial`, and `survivor` (_value, where
 * there is one).
 */
export function keptTemplatesQuery(bucket: string, source?: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "templates", field: "first_seen", tags: { source } })}
  |> group() |> keep(columns: ["source", "template", "_value"]) |> yield(name: "firstSeen")
${from(bucket, ALL_TIME, { measurement: "templates", field: "initial", tags: { source } })}
  |> group() |> keep(columns: ["source", "template"]) |> yield(name: "initial")
${from(bucket, ALL_TIME, { measurement: "templates", field: "survivor", tags: { source } })}
  |> filter(fn: (r) => r._value != "")
  |> group() |> keep(columns: ["source", "template", "_value"]) |> yield(name: "survivor")`;
}

/** Results `all` and `replaced` (_value) by source. */
export function countTemplatesQuery(bucket: string): ParameterizedQuery {
  return flux`survivors = () => ${from(bucket, ALL_TIME, { measurement: "templates", field: "survivor" })}
survivors() |> group(columns: ["source"]) |> count() |> group() |> yield(name: "all")
survivors() |> filter(fn: (r) => r._value != "")
  |> group(columns: ["source"]) |> count() |> group() |> yield(name: "replaced")`;
}

/** How many registry rows have a field (_value); from the index, however many points there are. */
export function templateSeriesQuery(bucket: string, field: string): ParameterizedQuery {
  return flux`import "influxdata/influxdb"
influxdb.cardinality(bucket: ${bucket}, start: ${time(ALL_TIME.fromNs)}, stop: ${
    time(ALL_TIME.toNs)
  }, predicate: (r) => r._measurement == "templates" and r._field == ${field})`;
}

/** How many anomalies there are (_value) by kind. */
export function anomaliesByKindQuery(bucket: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "annotations", field: "id" })}
  |> group(columns: ["kind"])
  |> count()
  |> group()`;
}

/** Id, label and kind of what people have labelled, whether or not the anomaly is there: id, label, kind, _time. */
export function labelledQuery(bucket: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "labels" })}
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> group()
  |> filter(fn: (r) => r.label != "")
  |> keep(columns: ["id", "label", "kind", "_time"])`;
}

/** Ids of the anomalies that begin in the range (_value). */
export function anomalyIdsQuery(bucket: string, range: TimeRange): ParameterizedQuery {
  return flux`${from(bucket, range, { measurement: "annotations", field: "id" })}
  |> group()
  |> keep(columns: ["_value"])`;
}

/** Time of the anomaly that began last (_time). */
export function latestAnomalyQuery(bucket: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "annotations", field: "id" })}
  |> group()
  |> last()
  |> keep(columns: ["_time"])`;
}

/** Records of all points in the range (_value). */
export function recordsQuery(bucket: string, range: TimeRange, selection: Selection): ParameterizedQuery {
  return flux`${from(bucket, range, { ...selection, field: "record" })}
  |> group()
  |> keep(columns: ["_value"])`;
}

/** Rows of one series: _time and the fields actual, expected, lower, upper, in time order. */
export function baselinesQuery(
  bucket: string,
  range: TimeRange,
  tags: { readonly source: string; readonly template: string },
): ParameterizedQuery {
  return flux`${from(bucket, range, { measurement: "baselines", tags })}
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> group()
  |> sort(columns: ["_time"])`;
}

/** Labels and the ids of the anomalies that they are for, joined: id, label. */
export function labelsQuery(bucket: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "labels" })}
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> group()
  |> keep(columns: ["id", "label"])`;
}

/** Record of the anomaly with this id (_value). */
export function anomalyQuery(bucket: string, id: string, range: TimeRange): ParameterizedQuery {
  return flux`${from(bucket, range, { measurement: "annotations", field: "id" })}
  |> filter(fn: (r) => r._value == ${id})
  |> group()
  |> keep(columns: ["kind", "source", "template", "_time"])`;
}

/** When the alarms of an incident began (_time). */
export function incidentTimesQuery(bucket: string, incident: string): ParameterizedQuery {
  return flux`${from(bucket, ALL_TIME, { measurement: "alarms", field: "incident" })}
  |> filter(fn: (r) => r._value == ${incident})
  |> group()
  |> keep(columns: ["_time"])`;
}

/** Records in the range, those of the last day first (_value). */
export function newestDayQuery(bucket: string, range: TimeRange, selection: Selection): ParameterizedQuery {
  return flux`${from(bucket, range, { ...selection, field: "record" })}
  |> group()
  |> sort(columns: ["day"], desc: true)
  |> keep(columns: ["_value"])`;
}

/** Days for which replies are kept: day. */
export function replyDaysQuery(bucket: string): ParameterizedQuery {
  return flux`import "influxdata/influxdb/schema"
schema.measurementTagValues(bucket: ${bucket}, measurement: "replies", tag: "day", start: ${
    time(ALL_TIME.fromNs)
  }, stop: ${time(ALL_TIME.toNs)})`;
}

/** What to read: points of a measurement, and of those with these fields and tags; a tag that is undefined may be any. */
export interface Selection {
  readonly measurement: string;
  readonly field?: string;
  readonly tags?: Readonly<Record<string, string | undefined>>;
}

/** Tags by which anomalies are filtered. */
export function anomalyTags({ source, template, kind }: AnomalyFilter): Selection["tags"] {
  return { source, template, kind };
}

function from(bucket: string, { fromNs, toNs }: TimeRange, { measurement, field, tags = {} }: Selection) {
  const wanted = Object.entries({ _measurement: measurement, _field: field, ...tags });
  const conditions = wanted.flatMap(([name, value]) =>
    value === undefined ? [] : [flux`r[${name}] == ${toTagText(value)}`.toString()]
  );
  return flux`from(bucket: ${bucket})
  |> range(start: ${time(fromNs)}, stop: ${time(toNs)})
  |> filter(fn: (r) => ${fluxExpression(conditions.join(" and "))})`;
}

/**
 * Tables `windows` (live lines per template and window) and `total` (of all). Series of one template are merged by `keep` and
 * not by `group`, which the storage would take over at twice the cost. Lineage is not resolved here: `map` costs some 0.1 ms a row.
 */
function windows(bucket: string, query: WindowQuery, { createEmpty }: { readonly createEmpty: boolean }) {
  const every = fluxDuration(`${query.windowMs}ms`);
  const tags = { source: query.source, mode: "live" };
  const sum = flux`aggregateWindow(every: ${every}, fn: sum, createEmpty: ${createEmpty}, timeSrc: "_start")${
    fluxExpression(createEmpty ? "\n  |> fill(value: 0)" : "")
  }`;
  return flux`windows = ${from(bucket, rangeOf(query), { measurement: "log_counts", field: "count", tags })}
  |> keep(columns: ["_start", "_stop", "_time", "_value", "template"])
  |> ${sum}
total = windows
  |> group(columns: ["_start", "_stop"])
  |> ${sum}`;
}

function time(ns: bigint): ParameterizedQuery {
  return flux`time(v: ${fluxInteger(ns)})`;
}

function clamp(ms: number): bigint {
  const ns = ms === Infinity ? ALL_TIME.toNs : BigInt(Math.ceil(Math.max(0, ms))) * 1_000_000n;
  return ns > ALL_TIME.toNs ? ALL_TIME.toNs : ns;
}
