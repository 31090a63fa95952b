import type { AnnotationQuery } from "@grafana/grafana-foundation-sdk/dashboard";
import { DATA_SOURCE } from "./data_source.ts";
import { BUCKETS } from "./flux/places.ts";
import { script } from "./flux/script.ts";
import { SEVERITY_LOOKS, type SeverityLook } from "./severities.ts";

/** Which column of the answer becomes which part of an annotation; the schema's types leave it out. */
export type AnnotationMappings = Readonly<Record<(typeof PARTS)[number], { source: "field"; value: string }>>;

/** An annotation query as Grafana's Flux data source runs it. */
export interface FluxAnnotation extends Omit<AnnotationQuery, "target"> {
  readonly target: { readonly query: string; readonly refId: string };
  readonly mappings: AnnotationMappings;
}

const PARTS = ["time", "timeEnd", "title", "text", "tags"] as const;
const COLUMNS = { time: "_time", timeEnd: "time_end", title: "title", text: "text", tags: "tags" } as const;

/**
 * Marks where anomalies begin with a line whose tooltip says all of them; how long they are on is drawn by the panels themselves, by kind. A
 * query per severity, for a colour belongs to a query, and each costs a viewer time.
 *
 * @param of Flux that says whether the anomaly `r` is wanted, by its tags.
 */
export function anomalyAnnotations(of: string): FluxAnnotation[] {
  return SEVERITY_LOOKS.map((look) => ({
    name: look.mark,
    datasource: DATA_SOURCE,
    enable: true,
    // Without a switch for each severity above the panels.
    hide: true,
    iconColor: look.color,
    target: { query: marksOf(look, of), refId: "Anno" },
    // Without mappings the first time column is taken and each mark stands at the left edge.
    mappings: Object.fromEntries(
      PARTS.map((part) => [part, { source: "field", value: COLUMNS[part] }]),
    ) as AnnotationMappings,
  }));
}

function marksOf({ severity }: SeverityLook, of: string): string {
  return script(
    `
from(bucket: facts)
  |> range(start: v.timeRangeStart, stop: v.timeRangeStop)
  |> filter(fn: (r) => r._measurement == "annotations")
  |> filter(fn: (r) => ${of})
  |> filter(fn: (r) => r._field == "title" or r._field == "text" or r._field == "severity")
  |> pivot(rowKey: ["_time", "kind", "source", "template"], columnKey: ["_field"], valueColumn: "_value")
  |> group()
  |> filter(fn: (r) => r.severity == "${severity}")
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 100)
  |> map(
    fn: (r) => ({
      _time: r._time,
      time_end: int(v: r._time) / 1000000,
      title: r.title,
      text: r.text,
      tags: r.kind + "," + r.severity + "," + r.source,
    }),
  )`,
    { uses: [BUCKETS] },
  );
}
