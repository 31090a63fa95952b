import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { SETTINGS } from "../settings/settings_table.ts";
import { DATA_SOURCE } from "./data_source.ts";
import { ABOVE_ALL, ANOMALIES } from "./flux/anomalies.ts";
import { templatePages } from "./flux/chosen_templates.ts";
import { GRAVEST } from "./flux/chosen_incident.ts";
import { LINEAGE } from "./flux/lineage.ts";
import { BUCKETS, OF_ITS_SOURCE, OF_SOURCES } from "./flux/places.ts";
import { script } from "./flux/script.ts";
import { ALL } from "./links.ts";

/** Grafana takes one text column: it is split again into what is shown and what is meant. */
const TEXT_AND_ID = "/^(?<text>[\\s\\S]*) id=(?<value>\\S+)$/";

/** A variable whose choices are all selected at first. */
const ALL_SELECTED = { selected: true, text: ["All"], value: [ALL] };

/** Length of a detection window unless WINDOW says otherwise, milliseconds. */
export const DEFAULT_WINDOW_MS = 2_000;

/**
 * `bucket`: which LogIQ is shown, for several may share one InfluxDB: every bucket that has a sister of its name and `_facts`, that of
 * the data source (INFLUX_BUCKET) first.
 */
export function bucketVariable(): QueryVariableBuilder {
  const query = `
buckets()
  |> filter(fn: (r) => r.name =~ /_facts$/)
  |> map(fn: (r) => ({_value: strings.trimSuffix(v: r.name, suffix: "_facts")}))
  |> map(fn: (r) => ({r with rank: if r._value == v.defaultBucket then 0 else 1}))
  |> sort(columns: ["rank", "_value"])
  |> keep(columns: ["_value"])`;
  return variable("bucket", script(query, { imports: ["strings"] }))
    .label("Database")
    .description("The InfluxDB bucket of the LogIQ to look at");
}

/** `source`: one, several or all sources of log lines. */
export function sourceVariable(): QueryVariableBuilder {
  const query = `
${SOURCES}
  |> sort(columns: ["source"])`;
  return variable("source", script(query, { uses: [BUCKETS] }))
    .label("Source")
    .description("Where log lines come from")
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current(ALL_SELECTED);
}

/** `shown`: the one source whose traffic is drawn. First comes the one with the gravest open anomaly, then those with the newest. */
export function shownVariable(): QueryVariableBuilder {
  const query = `
marked =
  anomalies
    |> map(
      fn: (r) => {
        newest = float(v: int(v: r._time)) / 10000000000000000000.0
        return {source: if exists r.about_source then r.about_source else r.source, rank: -newest - gravity(r: r)}
      },
    )
union(
  tables: [
    ${SOURCES.trim().replaceAll("\n", "\n    ")}
      |> filter(fn: (r) => ${OF_SOURCES})
      |> map(fn: (r) => ({source: r.source, rank: 0.0})),
    marked,
  ],
)
  |> group(columns: ["source"])
  |> min(column: "rank")
  |> group()
  |> sort(columns: ["rank", "source"])
  |> map(fn: (r) => ({_value: r.source}))`;
  return variable("shown", script(query, { uses: [ANOMALIES] }))
    .label("Traffic of")
    .description("The source whose traffic is drawn: at first the one with the gravest open anomaly");
}

/** `windowMs`, hidden: how long a detection window is, as the stored windows tell: the shortest step between the last of them. */
export function windowVariable(): Builder<VariableModel> {
  const query = `
steps =
  from(bucket: data)
    |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "baselines" and r.template == "*" and r._field == "actual")
    |> tail(n: 20)
    |> elapsed(unit: 1ms)
    |> group()
    |> min(column: "elapsed")
    |> findColumn(fn: (key) => true, column: "elapsed")
array.from(rows: [{_value: if length(arr: steps) > 0 then string(v: steps[0]) else "${DEFAULT_WINDOW_MS}"}])`;
  const current = { selected: true, text: String(DEFAULT_WINDOW_MS), value: String(DEFAULT_WINDOW_MS) };
  return hidden(variable("windowMs", script(query, { uses: [BUCKETS], imports: ["array"] })).current(current));
}

/**
 * `template`: one template of the selected sources, shown by its text; the value is its id. Those that were replaced are left out.
 * First comes the one with the newest anomaly or alarm of its own up to the visible range's end, then those with the most lines in its last quarter of an hour.
 */
export function templateVariable(): QueryVariableBuilder {
  const query = `
marks =
  from(bucket: facts)
    |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "annotations" or r._measurement == "alarms")
    |> filter(fn: (r) => ${OF_SOURCES} and r.template != "*" and r._field == "time_end")
    |> group()
    |> sort(columns: ["_time"])
    |> map(
      fn: (r) => ({
        _value: survivor(source: r.source, template: r.template) + " " + r.source + "\\n" + string(v: int(v: r._time)),
      }),
    )
    |> toIndex()
busy =
  from(bucket: data)
    |> range(start: date.sub(d: 15m, from: v.timeRangeStop), stop: v.timeRangeStop)
    |> filter(fn: (r) => r._measurement == "log_counts" and ${OF_SOURCES} and r._field == "count")
    |> group(columns: ["source", "template"])
    |> sum()
    |> map(fn: (r) => ({_value: r.template + " " + r.source + "\\n" + string(v: r._value)}))
    |> toIndex()
rankOf = (key) => {
  markNs = int(v: lookUp(index: marks, key: key, default: "0"))
  return if markNs > 0 then -markNs else -int(v: lookUp(index: busy, key: key, default: "0"))
}
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "text")
  |> last()
  |> group()
  |> filter(fn: (r) => survivor(source: r.source, template: r.template) == r.template)
  |> map(
    fn: (r) => ({
      _value: r._value + " id=" + r.template,
      rank: rankOf(key: r.template + " " + r.source),
    }),
  )
  |> sort(columns: ["rank", "_value"])
  |> limit(n: 900)
  |> keep(columns: ["_value"])`;
  return variable("template", script(query, { uses: [LINEAGE], imports: ["date"] }))
    .label("Template")
    .description("A template that is in use: at first the one with the newest anomaly, else the most frequent one")
    .regex(TEXT_AND_ID);
}

/**
 * `of`: the one of the selected sources in which the template is looked at, for each has a band of its own. First comes the one with the newest anomaly
 * or alarm of it.
 */
export function itsSourceVariable(): QueryVariableBuilder {
  const isIts = `${OF_SOURCES} and r.template == "\${template}"`;
  const query = `
union(
  tables: [
    from(bucket: facts)
      |> range(start: 0)
      |> filter(fn: (r) => r._measurement == "templates" and ${isIts} and r._field == "text")
      |> last()
      |> group()
      |> map(fn: (r) => ({source: r.source, rank: 0})),
    from(bucket: facts)
      |> range(start: date.sub(d: 30d, from: v.timeRangeStart), stop: v.timeRangeStop)
      |> filter(fn: (r) => r._measurement == "annotations" or r._measurement == "alarms")
      |> filter(fn: (r) => ${isIts} and r._field == "time_end")
      |> group()
      |> map(fn: (r) => ({source: r.source, rank: -int(v: r._time)})),
  ],
)
  |> group(columns: ["source"])
  |> min(column: "rank")
  |> group()
  |> sort(columns: ["rank", "source"])
  |> map(fn: (r) => ({_value: r.source}))`;
  return variable("of", script(query, { uses: [BUCKETS], imports: ["date"] }))
    .label("In")
    .description("The source in which the template is looked at: at first the one with its newest anomaly");
}

/** `incident`: one incident of the visible range, by its title and time; the value is its id. At first the gravest one, whichever that is. */
export function incidentVariable(): QueryVariableBuilder {
  const query = `
union(
  tables: [
    array.from(rows: [{_value: "the gravest id=${GRAVEST}", rank: -${ABOVE_ALL}, at: 0}]),
    anomalies
      |> filter(fn: (r) => not isDetail(r: r))
      |> map(
        fn: (r) => ({
          _value: r.title + " · " + string(v: date.truncate(t: r._time, unit: 1s)) + " id=" + r.id,
          rank: -gravity(r: r),
          at: -int(v: r._time),
        }),
      ),
  ],
)
  |> group()
  |> sort(columns: ["rank", "at"])
  |> limit(n: 500)
  |> keep(columns: ["_value"])`;
  return variable("incident", script(query, { uses: [ANOMALIES], imports: ["array"] }))
    .label("Incident")
    .description("Of which the messages are listed: at first the gravest open one, else the newest")
    .regex(TEXT_AND_ID);
}

/** `members`, hidden: the ids under which the selected template's lines were counted: its own and those that it replaced. */
export function membersVariable(): Builder<VariableModel> {
  const query = `
union(
  tables: [
    array.from(rows: [{template: "\${template}"}]),
    replaced
      |> filter(fn: (r) => r._value == "\${template}" and ${OF_ITS_SOURCE})
      |> keep(columns: ["template"]),
  ],
)
  |> distinct(column: "template")`;
  return hidden(
    variable("members", script(query, { uses: [LINEAGE], imports: ["array"] })).multi(true).includeAll(true).current(
      ALL_SELECTED,
    ),
  );
}

/** `search`: words that a template's text has to have. */
export function searchVariable(): Builder<VariableModel> {
  return new TextBoxVariableBuilder("search")
    .label("Search")
    .description("Part of a template's text; upper and lower case are the same")
    .defaultValue("")
    .current({ selected: true, text: "", value: "" });
}

/** `page`: which of the templates in use, or of those that have what is searched for, are listed; its value, without a hyphen's rest, is how many come before. */
export function pageVariable(): Builder<VariableModel> {
  return variable("page", templatePages())
    .label("Templates")
    .description("Which of all templates are listed: new ones first, then those with the most lines")
    .regex(TEXT_AND_ID);
}

/** `api`: where the browser finds LogIQ's api, which labels anomalies. */
export function apiVariable(): Builder<VariableModel> {
  const value = SETTINGS.api.default;
  return new TextBoxVariableBuilder("api")
    .label("Api")
    .description("Address of LogIQ's api as this browser reaches it: labels are given there")
    .defaultValue(value)
    .current({ selected: true, text: value, value });
}

const SOURCES = `
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "templates" and r._field == "text")
  |> last()
  |> keep(columns: ["source"])
  |> group()
  |> distinct(column: "source")
  |> map(fn: (r) => ({source: r._value}))`;

function hidden(builder: QueryVariableBuilder): Builder<VariableModel> {
  const model = builder.hide(VariableHide.HideVariable).build();
  return { build: () => ({ ...model, skipUrlSync: true }) };
}

/** A variable that is asked for when a dashboard is opened: more often would make Grafana rebuild the panels that depend on it. */
function variable(name: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .query(query)
    .datasource(DATA_SOURCE)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.Disabled);
}
