import { settledRows } from "../settled_rows.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { lastRecordsQuery, rangeOf, templateSeriesQuery } from "./queries.ts";
import { saveTemplates } from "./templates.ts";
import { TEMPLATES } from "./measurements.ts";
import type { RegisteredTemplate } from "../../core/registry/registered_template.ts";

/**
 * Writes the survivors into a registry that an earlier version has written, see {@linkcode settledRows}. Whether it did is seen from the
 * index: then there are rows without the field `survivor`.
 */
export async function settleRegistry(connection: InfluxConnection): Promise<void> {
  const [rows, settled] = await Promise.all([seriesCount(connection, "record"), seriesCount(connection, "survivor")]);
  if (rows === settled) return;
  const query = lastRecordsQuery(connection.target.buckets.facts, rangeOf({}), { measurement: TEMPLATES });
  const records = await connection.query(query, (column): RegisteredTemplate => JSON.parse(column("_value")), {
    timeoutMs: 60_000,
  });
  const changed = new Map(settledRows(records).map((row) => [JSON.stringify([row.source, row.id]), row]));
  await saveTemplates(connection, records.map((row) => changed.get(JSON.stringify([row.source, row.id])) ?? row));
}

async function seriesCount(connection: InfluxConnection, field: string): Promise<number> {
  const query = templateSeriesQuery(connection.target.buckets.facts, field);
  const [count = 0] = await connection.query(query, (column) => Number(column("_value")));
  return count;
}
