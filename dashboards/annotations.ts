import type { AnnotationQuery } from "@grafana/grafana-foundation-sdk/dashboard";
import { DATA_SOURCE } from "./data_source.ts";
import { ANOMALIES } from "./flux/anomalies.ts";
import { script } from "./flux/script.ts";
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
 * Shows anomalies as coloured regions on every time panel: a query per kind, for a colour belongs to a query.
 *
 * @param rows Flux that keeps the rows wanted, for example those of one template.
 */
export function anomalyAnnotations(rows = ""): FluxAnnotation[] {
  return KIND_LOOKS.map((look) => ({
    name: `${look.title} anomalies`,
    datasource: DATA_SOURCE,
    enable: true,
    hide: false,
    iconColor: look.color,
    target: { query: regionsOf(look, rows), refId: "Anno" },
    // Without mappings the first time column is taken and each region begins at the left edge.
    mappings: Object.fromEntries(
      PARTS.map((part) => [part, { source: "field", value: COLUMNS[part] }]),
    ) as AnnotationMappings,
  }));
}

function regionsOf({ kind }: KindLook, rows: string): string {
  return script(
    `
anomalies
  |> filter(fn: (r) => r.kind == "${kind}")
${rows}
  |> map(
    fn: (r) => ({
      _time: r._time,
      time_end: r.time_end,
      title: r.title,
      text: r.text,
      tags: r.kind + "," + r.severity + "," + r.source,
    }),
  )
  |> sort(columns: ["_time"], desc: true)
  |> limit(n: 500)`,
    { uses: [ANOMALIES] },
  );
}
