import type { Heartbeat, SeenHeartbeat } from "../../core/heartbeat.ts";

/** Which agents cover which sources, and up to when. */
export interface HeartbeatStore {
  /** Replaces the newest heartbeat of each (agent, source). */
  saveHeartbeats(heartbeats: readonly Heartbeat[], seenMs: number): Promise<void>;

  /** The newest heartbeat of each (agent, source), of those seen at or after `seenSinceMs` (default: all). */
  heartbeats(filter?: { readonly seenSinceMs?: number }): Promise<SeenHeartbeat[]>;
}
