import type { AnnotationQuery } from "@grafana/grafana-foundation-sdk/dashboard";
import { DATA_SOURCE } from "./data_source.ts";
import { ANOMALIES } from "./flux/anomalies.ts";
import { script, type Snippet } from "./flux/script.ts";
import { KIND_LOOKS, type KindLook } from "./kinds.ts";

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
 * Marks where anomalies begin with a line whose tooltip says all of them; how long they are on is drawn by the panels themselves. A
 * query per kind, for a colour belongs to a query.
 *
 * @param rows Flux that keeps the rows wanted, for example those of one template, and what it builds on.
 */
export function anomalyAnnotations(rows: string, uses: readonly Snippet[] = []): FluxAnnotation[] {
  return KIND_LOOKS.map((look) => ({
    name: `${look.title} anomalies`,
    datasource: DATA_SOURCE,
    enable: true,
    // Without a switch for each kind above the panels.
    hide: true,
    iconColor: look.color,
    target: { query: marksOf(look, rows, uses), refId: "Anno" },
    // Without mappings the first time column is taken and each mark stands at the left edge.
    mappings: Object.fromEntries(
      PARTS.map((part) => [part, { source: "field", value: COLUMNS[part] }]),
    ) as AnnotationMappings,
  }));
}

function marksOf({ kind }: KindLook, rows: string, uses: readonly Snippet[]): string {
  return script(
    `
anomalies
  |> filter(fn: (r) => r.kind == "${kind}" and r._time >= v.timeRangeStart)
${rows}
  |> map(
    fn: (r) => ({
      _time: r._time,
      time_end: int(v: r._time) / 1000000,
      title: r.title,
      text: r.text,
      tags: r.kind + "," + r.severity + "," + r.source,
    }),
  )
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 100)`,
    { uses: [ANOMALIES, ...uses] },
  );
}
