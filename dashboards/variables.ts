import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DATA_SOURCE } from "./data_source.ts";
import { LINEAGE } from "./flux/lineage.ts";
import { BUCKETS, OF_SOURCES } from "./flux/places.ts";
import { script } from "./flux/script.ts";

/** Length of a detection window unless WINDOW says otherwise, milliseconds. */
export const DEFAULT_WINDOW_MS = 2_000;

/** `bucket`: which LogIQ is shown, for several may share one InfluxDB: every bucket that has a sister of its name and `_facts`. */
export function bucketVariable(): QueryVariableBuilder {
  const query = `
buckets()
  |> filter(fn: (r) => r.name =~ /_facts$/)
  |> map(fn: (r) => ({_value: strings.trimSuffix(v: r.name, suffix: "_facts")}))`;
  return variable("bucket", script(query, { imports: ["strings"] }))
    .label("Database")
    .description("The InfluxDB bucket of the LogIQ to look at")
    .current({ selected: true, text: "logiq", value: "logiq" });
}

/** `source`: one, several or all sources of log lines. */
export function sourceVariable(): QueryVariableBuilder {
  const query = `
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "templates" and r._field == "text")
  |> keep(columns: ["source"])
  |> group()
  |> distinct(column: "source")`;
  return variable("source", script(query, { uses: [BUCKETS] }))
    .label("Source")
    .description("Where log lines come from")
    .multi(true)
    .includeAll(true)
    .allValue(".*")
    .current({ selected: true, text: ["All"], value: ["$__all"] });
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

/** `template`: one template of the selected sources, shown by its text; the value is its id. Those that were replaced are left out. */
export function templateVariable(): QueryVariableBuilder {
  // Grafana takes one text column: it is split again into what is shown and what is meant.
  const query = `
from(bucket: facts)
  |> range(start: 0)
  |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES})
  |> filter(fn: (r) => r._field == "text" or r._field == "replaced_by")
  |> last()
  |> group()
  |> pivot(rowKey: ["source", "template"], columnKey: ["_field"], valueColumn: "_value")
  |> filter(fn: (r) => r.replaced_by == "")
  |> map(fn: (r) => ({_value: r.text + " id=" + r.template}))
  |> sort(columns: ["_value"])
  |> limit(n: 900)`;
  return variable("template", script(query, { uses: [BUCKETS] }))
    .label("Template")
    .description("A template that is in use")
    .regex("/^(?<text>[\\s\\S]*) id=(?<value>\\S+)$/");
}

/** `members`, hidden: the ids under which the selected template's lines were counted: its own and those that it replaced. */
export function membersVariable(): Builder<VariableModel> {
  const query = `
union(
  tables: [
    array.from(rows: [{template: "\${template}"}]),
    from(bucket: facts)
      |> range(start: 0)
      |> filter(fn: (r) => r._measurement == "templates" and ${OF_SOURCES} and r._field == "replaced_by")
      |> last()
      |> filter(fn: (r) => r._value != "")
      |> filter(fn: (r) => survivor(source: r.source, template: r.template) == "\${template}")
      |> keep(columns: ["template"])
      |> group(),
  ],
)
  |> distinct(column: "template")`;
  const all = { selected: true, text: ["All"], value: ["$__all"] };
  return hidden(
    variable("members", script(query, { uses: [LINEAGE], imports: ["array"] })).multi(true).includeAll(true).current(
      all,
    ),
  );
}

function hidden(builder: QueryVariableBuilder): Builder<VariableModel> {
  const model = builder.hide(VariableHide.HideVariable).build();
  return { build: () => ({ ...model, skipUrlSync: true }) };
}

function variable(name: string, query: string): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .query(query)
    .datasource(DATA_SOURCE)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}
