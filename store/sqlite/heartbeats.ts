import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import type { Connection } from "./connection.ts";
import { HEARTBEATS, UPSERT_HEARTBEAT } from "./queries.ts";

/** What was lost stands in it as JSON. */
type HeartbeatRow = Omit<SeenHeartbeat, "lost" | "pastBytes"> & {
  readonly lost: string | null;
  readonly pastBytes: number | null;
};

/** See `HeartbeatStore.saveHeartbeats`. One that was seen earlier than the one kept is left out. */
export function saveHeartbeats(db: Connection, heartbeats: readonly Heartbeat[], seenMs: number): void {
  for (const { lost, pastBytes = null, ...heartbeat } of heartbeats) {
    db.run(UPSERT_HEARTBEAT, { ...heartbeat, seenMs, pastBytes, lost: lost ? JSON.stringify(lost) : null });
  }
}

/** See `HeartbeatStore.heartbeats`. */
export function queryHeartbeats(db: Connection, seenSinceMs: number): SeenHeartbeat[] {
  return db.all<HeartbeatRow>(HEARTBEATS, { seenSinceMs }).map(({ lost, pastBytes, ...row }) => ({
    ...row,
    ...(lost !== null && { lost: JSON.parse(lost) }),
    ...(pastBytes !== null && { pastBytes }),
  }));
}
