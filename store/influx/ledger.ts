import type { LedgerEntry } from "../../core/ledger_entry.ts";
import { compare } from "../compare.ts";
import { factLine, integer, record, text } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { LEDGER } from "./measurements.ts";
import { recordsQuery, type TimeRange } from "./queries.ts";

/** All entries have one time, so that each replaces what was said before under its id. */
const FIXED_TIMES: TimeRange = { fromNs: 0n, toNs: 1n };

/** See `LedgerStore.saveLedger`. */
export function saveLedger(connection: InfluxConnection, entry: LedgerEntry): Promise<void> {
  return connection.write("facts", [entryLine(entry)]);
}

/** See `LedgerStore.ledger`. */
export async function queryLedger(connection: InfluxConnection): Promise<LedgerEntry[]> {
  const query = recordsQuery(connection.target.buckets.facts, FIXED_TIMES, { measurement: LEDGER });
  const entries = await connection.query(query, (column): LedgerEntry => JSON.parse(column("_value")));
  return entries.sort((a, b) => a.createdMs - b.createdMs || compare(a.id, b.id));
}

function entryLine(entry: LedgerEntry): string {
  const { id, source = "*", template = "*", anomalyKind = "*", incident, verdict, fromMs, untilMs, revokedMs } = entry;
  return factLine({
    measurement: LEDGER,
    tags: { id },
    fields: {
      kind: text(entry.kind),
      source: text(source),
      template: text(template),
      anomaly_kind: text(anomalyKind),
      author: text(entry.author),
      comment: text(entry.comment),
      created: integer(entry.createdMs),
      ...(incident === undefined ? {} : { incident: text(incident) }),
      ...(verdict === undefined ? {} : { verdict: text(verdict) }),
      ...(fromMs === undefined ? {} : { from: integer(fromMs) }),
      ...(untilMs === null ? {} : { until: integer(untilMs) }),
      ...(revokedMs === null ? {} : { revoked: integer(revokedMs) }),
      record: record(entry),
    },
    timeNs: FIXED_TIMES.fromNs,
  });
}
