import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import type { Connection } from "./connection.ts";
import { HEARTBEATS, UPSERT_HEARTBEAT } from "./queries.ts";

/** See `HeartbeatStore.saveHeartbeats`. One that was seen earlier than the one kept is left out. */
export function saveHeartbeats(db: Connection, heartbeats: readonly Heartbeat[], seenMs: number): void {
  for (const heartbeat of heartbeats) db.run(UPSERT_HEARTBEAT, { ...heartbeat, seenMs });
}

/** See `HeartbeatStore.heartbeats`. */
export function queryHeartbeats(db: Connection, seenSinceMs: number): SeenHeartbeat[] {
  return db.all<SeenHeartbeat>(HEARTBEATS, { seenSinceMs });
}
