import type { BaselineRow } from "../ports/baselines.ts";
import { factLine, float, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { BASELINES } from "./measurements.ts";
import { baselinesQuery, rangeOf } from "./queries.ts";

/** See `BaselineStore.saveBaselines`. */
export function saveBaselines(connection: InfluxConnection, rows: readonly BaselineRow[]): Promise<void> {
  return connection.write("counters", rows.map(baselineLine));
}

/** See `BaselineStore.baselines`. */
export async function queryBaselines(
  connection: InfluxConnection,
  { source, template = "*", ...range }: {
    readonly source: string;
    readonly template?: string;
    readonly fromMs: number;
    readonly toMs: number;
  },
): Promise<BaselineRow[]> {
  if (range.fromMs >= range.toMs) return [];
  const query = baselinesQuery(connection.target.buckets.counters, rangeOf(range), { source, template });
  return await connection.query(query, (column) => ({
    source,
    template,
    windowStartMs: Date.parse(column("_time")),
    actual: column("actual"),
    expected: column("expected"),
    lower: column("lower"),
    upper: column("upper"),
  }));
}

function baselineLine({ source, template, windowStartMs, actual, expected, lower, upper }: BaselineRow): string {
  return factLine({
    measurement: BASELINES,
    tags: { source, template },
    fields: { actual: float(actual), expected: float(expected), lower: float(lower), upper: float(upper) },
    timeNs: toNs(windowStartMs),
  });
}
