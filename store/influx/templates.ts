import { addCount } from "../../core/add_count.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import { compare } from "../compare.ts";
import type { SourceTemplates } from "../ports/templates.ts";
import { boolean, factLine, integer, record, text, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { TEMPLATES } from "./measurements.ts";
import { countTemplatesQuery, keptTemplatesQuery, lastRecordsQuery, rangeOf } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

const SURVIVOR_TIME_NS = 0n;

/**
 * See `TemplateStore.saveTemplates`. A row is written at its `updatedMs`, so the newest one counts whoever writes last; `first_seen` and
 * `initial` are points of their own at the first line's time, so that no save takes an earlier one's back. `survivor` (empty where the
 * template stands) is a point of its own at 1970 began: there is one a row, so lineage is read without asking each of
 * thousands of series for its last point, which takes ten times as long.
 */
export function saveTemplates(connection: InfluxConnection, rows: readonly RegisteredTemplate[]): Promise<void> {
  return connection.write("facts", rows.flatMap(templateLines));
}

/** See `TemplateStore.templates`. */
export async function queryTemplates(
  connection: InfluxConnection,
  { source, changedSinceMs = 0 }: { readonly source?: string; readonly changedSinceMs?: number },
): Promise<RegisteredTemplate[]> {
  const bucket = connection.target.buckets.facts;
  const selection = { measurement: TEMPLATES, tags: { source } };
  const range = rangeOf({ fromMs: changedSinceMs });
  const rows = await connection.query(
    lastRecordsQuery(bucket, range, selection),
    (column): RegisteredTemplate => JSON.parse(column("_value")),
  );
  if (rows.length === 0) return [];
  const { firstSeenMs, initial, survivors } = await queryKept(connection, source);
  return rows
    .map(({ replacedBy: _, ...row }) => ({
      ...row,
      ...survivors.get(keyOf(row.source, row.id)),
      firstSeenMs: Math.min(row.firstSeenMs, firstSeenMs.get(keyOf(row.source, row.id)) ?? Infinity),
      initial: row.initial || initial.has(keyOf(row.source, row.id)),
    }))
    .sort((a, b) => compare(a.source, b.source) || compare(a.id, b.id));
}

/** See `TemplateStore.countTemplates`. */
export async function countTemplates(connection: InfluxConnection): Promise<SourceTemplates[]> {
  const counts = new Map<string, number>();
  await connection.query(countTemplatesQuery(connection.target.buckets.facts), (column) => {
    const source = fromTagText(column("source"));
    const count = column("result") === "replaced" ? -column("_value") : column("_value");
    addCount(counts, source, count);
  });
  return [...counts]
    .map(([source, count]) => ({ source, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => compare(a.source, b.source));
}

/** What rows keep beside their newest record, by `keyOf`. */
async function queryKept(connection: InfluxConnection, source: string | undefined) {
  const firstSeenMs = new Map<string, number>();
  const initial = new Set<string>();
  const survivors = new Map<string, { readonly replacedBy: string }>();
  await connection.query(keptTemplatesQuery(connection.target.buckets.facts, source), (column) => {
    const key = keyOf(fromTagText(column("source")), fromTagText(column("template")));
    const result = column("result");
    if (result === "initial") initial.add(key);
    else if (result === "survivor") survivors.set(key, { replacedBy: column("_value") });
    else firstSeenMs.set(key, Math.min(firstSeenMs.get(key) ?? Infinity, column("_value")));
  });
  return { firstSeenMs, initial, survivors };
}

function templateLines(row: RegisteredTemplate): string[] {
  const series = { measurement: TEMPLATES, tags: { source: row.source, template: row.id } };
  const { replacedBy = "", sample, firstSeenMs, initial } = row;
  const fields = { text: text(row.text), sample: text(sample), replaced_by: text(replacedBy), record: record(row) };
  const seen = { first_seen: integer(firstSeenMs), ...(initial ? { initial: boolean(true) } : {}) };
  return [
    factLine({ ...series, fields, timeNs: toNs(row.updatedMs) }),
    factLine({ ...series, fields: seen, timeNs: toNs(firstSeenMs) }),
    factLine({ ...series, fields: { survivor: text(replacedBy) }, timeNs: SURVIVOR_TIME_NS }),
  ];
}

function keyOf(source: string, template: string): string {
  return JSON.stringify([source, template]);
}
