import type { DetectorStateRow } from "../ports/detector_state.ts";
import { boolean, factLine, integer, record } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { DETECTOR_STATE } from "./measurements.ts";
import { recordsQuery, type TimeRange } from "./queries.ts";

/** All rows have one time, so that each replaces the one before and a bucket without retention does not grow. */
const FIXED_TIMES: TimeRange = { fromNs: 0n, toNs: 1n };

/** See `DetectorStateStore.saveDetectorState`. One request to one shard: after a crash either all of its rows are there or none. */
export function saveDetectorState(connection: InfluxConnection, rows: readonly DetectorStateRow[]): Promise<void> {
  return connection.write("facts", rows.map(stateLine), { split: false });
}

/** See `DetectorStateStore.detectorState`. */
export async function queryDetectorState(connection: InfluxConnection): Promise<DetectorStateRow[]> {
  const query = recordsQuery(connection.target.buckets.facts, FIXED_TIMES, { measurement: DETECTOR_STATE });
  return await connection.query(query, (column) => JSON.parse(column("_value")));
}

function stateLine(row: DetectorStateRow): string {
  const { source, template, known, lastWindowMs } = row;
  return factLine({
    measurement: DETECTOR_STATE,
    tags: { source, template },
    fields: { known: boolean(known), last_window: integer(lastWindowMs), record: record(row) },
    timeNs: FIXED_TIMES.fromNs,
  });
}
