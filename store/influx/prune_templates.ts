import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import { seriesKey } from "../../core/series_key.ts";
import { queryTemplateCounts } from "./counters.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { SAMPLES, TEMPLATES } from "./measurements.ts";
import { toTagText } from "./tag_text.ts";
import { queryTemplates } from "./templates.ts";

/** Each is a request of its own, and InfluxDB takes some 10 ms for it: what is left goes the next time. */
const MOST_AT_ONCE = 1_000;

/** Deletes registry rows, and their lines, that no counter refers to and no other row: those of templates that were last seen before `beforeMs`. */
export async function pruneTemplates(connection: InfluxConnection, beforeMs: number): Promise<void> {
  if (!Number.isFinite(beforeMs)) return;
  const rows = await queryTemplates(connection, {});
  const survivors = new Set(
    rows.flatMap(({ source, replacedBy }) => replacedBy === undefined ? [] : [seriesKey(source, replacedBy)]),
  );
  const old = rows.filter(({ source, id, updatedMs, firstSeenMs }) =>
    updatedMs < beforeMs && firstSeenMs < beforeMs && !survivors.has(seriesKey(source, id))
  );
  const used = await usedTemplates(connection, { sources: new Set(old.map(({ source }) => source)), fromMs: beforeMs });
  const unused = old.filter(({ source, id }) => !used.has(seriesKey(source, id)));
  for (const row of unused.slice(0, MOST_AT_ONCE)) await deleteTemplate(connection, row);
}

async function usedTemplates(
  connection: InfluxConnection,
  { sources, fromMs }: { readonly sources: ReadonlySet<string>; readonly fromMs: number },
): Promise<Set<string>> {
  const used = new Set<string>();
  for (const source of sources) {
    const counts = await queryTemplateCounts(connection, { source, fromMs });
    for (const { template } of counts) used.add(seriesKey(source, template));
  }
  return used;
}

async function deleteTemplate(connection: InfluxConnection, { source, id }: RegisteredTemplate): Promise<void> {
  const series = `source=${quoted(source)} AND template=${quoted(id)}`;
  for (const measurement of [SAMPLES, TEMPLATES]) {
    await connection.delete("facts", `_measurement="${measurement}" AND ${series}`);
  }
}

/** A tag's value as predicates have it. */
function quoted(tag: string): string {
  return `"${toTagText(tag).replaceAll(/["\\]/g, "\\$&")}"`;
}
