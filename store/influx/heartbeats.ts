import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import { factLine, integer, record, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { HEARTBEATS } from "./measurements.ts";
import { lastRecordsQuery, rangeOf } from "./queries.ts";

/** See `Store.saveHeartbeats`. Older ones stay until the retention takes them, for dashboards. */
export function saveHeartbeats(
  connection: InfluxConnection,
  heartbeats: readonly Heartbeat[],
  seenMs: number,
): Promise<void> {
  return connection.write("counters", heartbeats.map((heartbeat) => heartbeatLine({ ...heartbeat, seenMs })));
}

/** See `Store.heartbeats`. */
export async function queryHeartbeats(
  connection: InfluxConnection,
  { seenSinceMs = 0 }: { readonly seenSinceMs?: number },
): Promise<SeenHeartbeat[]> {
  const range = rangeOf({ fromMs: seenSinceMs });
  const query = lastRecordsQuery(connection.target.buckets.counters, range, { measurement: HEARTBEATS });
  return await connection.query(query, (column) => JSON.parse(column("_value")));
}

function heartbeatLine(heartbeat: SeenHeartbeat): string {
  const { agent, source, seenMs } = heartbeat;
  return factLine({
    measurement: HEARTBEATS,
    tags: { agent, source },
    fields: {
      read: integer(heartbeat.read),
      counted: integer(heartbeat.counted),
      rejected: integer(heartbeat.rejected),
      lag_bytes: integer(heartbeat.lagBytes),
      lag_ms: integer(heartbeat.lagMs),
      watermark: integer(heartbeat.watermarkMs),
      spool_bytes: integer(heartbeat.spoolBytes),
      record: record(heartbeat),
    },
    timeNs: toNs(seenMs),
  });
}
