import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { AnomalyKind } from "../../core/detection/anomaly.ts";
import type { FluxAnnotation } from "../../dashboards/annotations.ts";
import { regionColumn } from "../../dashboards/flux/regions.ts";
import { SEVERITIES, type Severity } from "../../core/severity.ts";
import { KIND_LOOKS } from "../../dashboards/kinds.ts";
import { SEVERITY_LOOKS } from "../../dashboards/severities.ts";
import type { Field, Frame } from "./grafana/frame.ts";
import { linksOf, propertiesOf } from "./grafana/organize.ts";

/** Why a panel would not show what it should with these frames; empty when all is well. */
export function panelFaults(panel: Panel, frames: readonly Frame[]): string[] {
  const fields = frames.flatMap((frame) => frame.fields);
  if (!fields.some(({ values }) => values.length > 0)) return ["no data"];
  return [
    ...shapeFaults(panel, frames),
    ...columnFaults(panel, fields),
    ...cellFaults(panel, fields),
    ...linkFaults(panel, fields),
    ...labelFaults(panel, fields),
  ];
}

/** Why an annotation query would not mark the beginnings of anomalies with these frames. */
export function annotationFaults({ mappings }: FluxAnnotation, frames: readonly Frame[]): string[] {
  if (frames.length !== 1) return [`expected one frame, got ${frames.length}`];
  const { fields } = frames[0];
  const byName = new Map(fields.map((field) => [field.name, field]));
  const wanted = Object.values(mappings).map(({ value }) => value);
  const missing = wanted.filter((name) => !byName.has(name));
  if (missing.length > 0) return [`no column "${missing.join('", "')}"`];
  const strange = fields.filter(({ name }) => !wanted.includes(name)).map(({ name }) => `unmapped column "${name}"`);
  const starts = byName.get(mappings.time.value)!;
  const ends = byName.get(mappings.timeEnd.value)!;
  const astray = starts.values.filter((start, i) => !(Number(ends.values[i]) === Date.parse(String(start))));
  const types = [
    starts.type === "time" ? "" : "time is no time",
    ends.type === "number" ? "" : "time end is no number",
  ];
  return [...strange, ...types.filter(Boolean), ...astray.map((start) => `more than a mark at "${start}"`)];
}

function shapeFaults(panel: Panel, frames: readonly Frame[]): string[] {
  const { type } = panel;
  const fields = frames.flatMap((frame) => frame.fields);
  const hasNumber = fields.some(({ type, values }) => type === "number" && values.some((value) => value !== null));
  const faults: string[] = [];
  if (type === "table" && frames.length !== 1) faults.push(`expected one table, got ${frames.length}`);
  if (["timeseries", "stat"].includes(type) && !hasNumber && !isOfTexts(panel)) faults.push("no number to show");
  if (type === "logs" && frames.length !== 1) faults.push(`expected one log, got ${frames.length}`);
  if (["timeseries", "state-timeline"].includes(type) && !frames.every(hasAscendingTime)) {
    faults.push("a series without ascending time");
  }
  return faults;
}

/** Whether it shows the texts of a column, a tile each. Grafana finds the column by its title. */
function isOfTexts({ options, fieldConfig }: Panel): boolean {
  const { values, fields = "" } = options?.reduceOptions ?? {};
  const titles = (fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
    properties.filter(({ id }) => id === "displayName").map(({ value }) => String(value))
  );
  return values === true && titles.filter((title) => new RegExp(fields.slice(1, -1)).test(title)).length === 1;
}

function hasAscendingTime({ fields }: Frame): boolean {
  const times = fields.filter(({ type }) => type === "time");
  const at = times[0]?.values.map((value) => Date.parse(String(value))) ?? [];
  return times.length === 1 && at.every((ms, i) => i === 0 || ms > at[i - 1]);
}

/** Columns of a chart that need not be there: a log need not have had a past, and by the length of a point some rates or others are drawn. */
const OPTIONAL = ["history", "actual", "highest", "mean"];

/**
 * Every column that the panel gives a look has to be there, and to hold something; a kind of anomaly need not have occurred.
 */
function columnFaults({ type, fieldConfig }: Panel, fields: readonly Field[]): string[] {
  const byName = (fieldConfig?.overrides ?? []).filter(({ matcher }) => matcher.id === "byName");
  const names = byName.map(({ matcher }) => String(matcher.options)).filter((name) =>
    !name.startsWith(regionColumn("")) && !(type === "timeseries" && OPTIONAL.includes(name))
  );
  return names.flatMap((name) => {
    const named = fields.filter((field) =>
      field.name === name || displayName(fieldConfig?.defaults.displayName, field) === name
    );
    if (named.length === 0) return [`no column "${name}"`];
    return named.some(({ values }) => values.some((value) => value !== null)) ? [] : [`nothing in column "${name}"`];
  });
}

/** A table has a place for every column, and no cell that is shown is empty: Grafana would write there what an empty table means. */
function cellFaults(panel: Panel, fields: readonly Field[]): string[] {
  if (panel.type !== "table") return [];
  const places = panel.transformations?.find(({ id }) => id === "organize")?.options.indexByName ?? {};
  return fields.flatMap(({ name, values }) => {
    if (!(name in places)) return [`no place for column "${name}"`];
    const isShown = !propertiesOf(panel, name).get("custom.hidden");
    return isShown && values.some((value) => value === null || value === "")
      ? [`an empty cell in column "${name}"`]
      : [];
  });
}

/** Links name columns of their row. */
function linkFaults(panel: Panel, fields: readonly Field[]): string[] {
  const named = [...JSON.stringify(linksOf(panel)).matchAll(/__data\.fields\.(\w+)/g)].map(([, name]) => name);
  return [...new Set(named)].filter((name) => !fields.some((field) => field.name === name))
    .map((name) => `a link names column "${name}"`);
}

/** A legend must not fall back to raw field names: each label that it names has to be there. */
function labelFaults({ type, fieldConfig }: Panel, fields: readonly Field[]): string[] {
  if (type !== "timeseries") return [];
  const numbers = fields.filter(({ type }) => type === "number");
  const legend = fieldConfig?.defaults.displayName;
  if (!legend) {
    const titled = new Set((fieldConfig?.overrides ?? []).map(({ matcher }) => matcher.options));
    return numbers.filter(({ name }) => !titled.has(name)).map(({ name }) => `no legend for column "${name}"`);
  }
  return numbers.map((field) => displayName(legend, field)).filter((name) => name.includes("${"))
    .map((name) => `no label for legend "${name}"`);
}

function displayName(pattern: string | undefined, { labels }: Field): string {
  return (pattern ?? "").replace(/\$\{__field\.labels\.(\w+)\}/g, (found, name: string) => labels[name] ?? found);
}

/** Leaves out what follows from kinds and severities that did not occur: no series stands for them, and nothing is marked. */
export function faultsOfKinds(
  faults: readonly string[],
  occurred: readonly AnomalyKind[],
  severities: readonly Severity[] = SEVERITIES,
): string[] {
  const kinds = KIND_LOOKS.filter(({ kind }) => !occurred.includes(kind)).map(({ kind }) => `no column "${kind}"`);
  const marks = SEVERITY_LOOKS.filter(({ severity }) => !severities.includes(severity)).map(({ mark }) => `"${mark}"`);
  return faults.filter((fault) => ![...kinds, ...marks].some((absent) => fault.includes(absent)));
}
