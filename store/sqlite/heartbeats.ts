import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";
import type { Connection } from "./connection.ts";
import { HEARTBEATS, UPSERT_HEARTBEAT } from "./queries.ts";

/** What was lost and rejected stands in it as JSON. */
type HeartbeatRow = Omit<SeenHeartbeat, "lost" | "rejectedBy" | "pastBytes"> & {
  readonly lost: string | null;
  readonly rejectedBy: string | null;
  readonly pastBytes: number | null;
};

/** See `HeartbeatStore.saveHeartbeats`. One that was seen earlier than the one kept is left out. */
export function saveHeartbeats(db: Connection, heartbeats: readonly Heartbeat[], seenMs: number): void {
  for (const { lost, rejectedBy, pastBytes = null, ...heartbeat } of heartbeats) {
    const json = { lost: jsonOf(lost), rejectedBy: jsonOf(rejectedBy) };
    db.run(UPSERT_HEARTBEAT, { ...heartbeat, ...json, seenMs, pastBytes });
  }
}

/** See `HeartbeatStore.heartbeats`. */
export function queryHeartbeats(db: Connection, seenSinceMs: number): SeenHeartbeat[] {
  return db.all<HeartbeatRow>(HEARTBEATS, { seenSinceMs }).map(({ lost, rejectedBy, pastBytes, ...row }) => ({
    ...row,
    ...(lost !== null && { lost: JSON.parse(lost) }),
    ...(rejectedBy !== null && { rejectedBy: JSON.parse(rejectedBy) }),
    ...(pastBytes !== null && { pastBytes }),
  }));
}

function jsonOf(lines: Readonly<Record<string, number>> | undefined): string | null {
  return lines === undefined ? null : JSON.stringify(lines);
}
