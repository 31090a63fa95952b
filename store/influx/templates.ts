import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";
import { boolean, factLine, integer, record, text, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { TEMPLATES } from "./measurements.ts";
import { firstSeenQuery, lastRecordsQuery, rangeOf } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/**
 * See `TemplateStore.saveTemplates`. A row is written at its `updatedMs`, so the newest one counts whoever writes last; `first_seen` and
 * `initial` are points of their own at the first line's time, so that no save takes an earlier one's back.
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
  const { firstSeenMs, initial } = await queryFirstSeen(connection, source);
  return rows
    .map((row) => ({
      ...row,
      firstSeenMs: Math.min(row.firstSeenMs, firstSeenMs.get(keyOf(row.source, row.id)) ?? Infinity),
      initial: row.initial || initial.has(keyOf(row.source, row.id)),
    }))
    .sort((a, b) => compare(a.source, b.source) || compare(a.id, b.id));
}

async function queryFirstSeen(connection: InfluxConnection, source: string | undefined) {
  const firstSeenMs = new Map<string, number>();
  const initial = new Set<string>();
  await connection.query(firstSeenQuery(connection.target.buckets.facts, source), (column) => {
    const key = keyOf(fromTagText(column("source")), fromTagText(column("template")));
    if (column("result") === "initial") initial.add(key);
    else firstSeenMs.set(key, Math.min(firstSeenMs.get(key) ?? Infinity, column("_value")));
  });
  return { firstSeenMs, initial };
}

function templateLines(row: RegisteredTemplate): string[] {
  const series = { measurement: TEMPLATES, tags: { source: row.source, template: row.id } };
  const { replacedBy = "", sample, firstSeenMs, initial } = row;
  const fields = { text: text(row.text), sample: text(sample), replaced_by: text(replacedBy), record: record(row) };
  const seen = { first_seen: integer(firstSeenMs), ...(initial ? { initial: boolean(true) } : {}) };
  return [
    factLine({ ...series, fields, timeNs: toNs(row.updatedMs) }),
    factLine({ ...series, fields: seen, timeNs: toNs(firstSeenMs) }),
  ];
}

function keyOf(source: string, template: string): string {
  return JSON.stringify([source, template]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
