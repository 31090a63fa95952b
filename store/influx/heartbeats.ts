import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import { lostLines } from "../../core/loss.ts";
import { factLine, integer, record, toNs } from "./fact_line.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { HEARTBEATS } from "./measurements.ts";
import { recordsQuery, type TimeRange } from "./queries.ts";

/**
 * The newest heartbeat of a series lies at one of two fixed times, by even and odd seconds, so that a detector's many looks at
 * them read a point or two each however long the agent runs, and one that is stored late does not take a newer one's place.
 */
const FIXED_TIMES: TimeRange = { fromNs: 0n, toNs: 2n };

/** See `HeartbeatStore.saveHeartbeats`. All of them stay in the bucket with retention, for dashboards. */
export async function saveHeartbeats(
  connection: InfluxConnection,
  heartbeats: readonly Heartbeat[],
  seenMs: number,
): Promise<void> {
  const seen = heartbeats.map((heartbeat) => ({ ...heartbeat, seenMs }));
  await Promise.all([
    connection.write("counters", seen.map(historyLine)),
    connection.write("facts", seen.map(newestLine)),
  ]);
}

/** See `HeartbeatStore.heartbeats`. */
export async function queryHeartbeats(
  connection: InfluxConnection,
  { seenSinceMs = 0 }: { readonly seenSinceMs?: number },
): Promise<SeenHeartbeat[]> {
  const query = recordsQuery(connection.target.buckets.facts, FIXED_TIMES, { measurement: HEARTBEATS });
  const newest = new Map<string, SeenHeartbeat>();
  await connection.query(query, (column) => {
    const heartbeat: SeenHeartbeat = JSON.parse(column("_value"));
    const key = JSON.stringify([heartbeat.agent, heartbeat.source]);
    if (heartbeat.seenMs > (newest.get(key)?.seenMs ?? -Infinity)) newest.set(key, heartbeat);
  });
  return [...newest.values()].filter(({ seenMs }) => seenMs >= seenSinceMs);
}

/** Deletes the newest heartbeat of agents that were last seen before `limitMs`. */
export async function pruneHeartbeats(connection: InfluxConnection, limitMs: number): Promise<void> {
  for (const { agent, source, seenMs } of await queryHeartbeats(connection, {})) {
    // Names that a predicate would have to escape are left: InfluxDB does not say how.
    if (seenMs >= limitMs || /["'\\\n]/.test(agent + source)) continue;
    await connection.delete("facts", `_measurement="${HEARTBEATS}" AND agent="${agent}" AND source="${source}"`);
  }
}

function newestLine(heartbeat: SeenHeartbeat): string {
  const { agent, source, seenMs } = heartbeat;
  return factLine({
    measurement: HEARTBEATS,
    tags: { agent, source },
    fields: { record: record(heartbeat) },
    timeNs: BigInt(Math.floor(seenMs / 1000) % 2),
  });
}

function historyLine(heartbeat: SeenHeartbeat): string {
  const { agent, source, seenMs } = heartbeat;
  return factLine({
    measurement: HEARTBEATS,
    tags: { agent, source },
    fields: {
      read: integer(heartbeat.read),
      counted: integer(heartbeat.counted),
      rejected: integer(heartbeat.rejected),
      lost: integer(lostLines(heartbeat.lost)),
      lag_bytes: integer(heartbeat.lagBytes),
      lag_ms: integer(heartbeat.lagMs),
      watermark: integer(heartbeat.watermarkMs),
      // A difference of two times can't be read from them over a day fast enough to be drawn.
      behind_ms: integer(Math.max(0, seenMs - heartbeat.watermarkMs)),
      spool_bytes: integer(heartbeat.spoolBytes),
    },
    timeNs: toNs(seenMs),
  });
}
