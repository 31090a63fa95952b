import type { Heartbeat } from "../../core/heartbeat.ts";
import type { SourceMiner } from "./source_miner.ts";

/** What {@linkcode lineHeartbeats} says the same of every source. */
export interface HeartbeatContext {
  readonly agent: string;
  readonly host: string;
  readonly nowMs: number;
  readonly slotMs: number;
  /** When the process started, epoch milliseconds: from the next slot on it covers whatever is sent to it. */
  readonly startedMs: number;
}

/**
 * The api's word, as an agent, on each source that it gets raw lines for: everything before the current slot is
 * stored, or, while a request is under way, everything before that request's slot.
 */
export function lineHeartbeats(
  miners: readonly SourceMiner[],
  { agent, host, nowMs, slotMs, startedMs }: HeartbeatContext,
): Heartbeat[] {
  const currentSlotMs = Math.floor(nowMs / slotMs) * slotMs;
  const sinceMs = Math.ceil(startedMs / slotMs) * slotMs;
  return miners.map((miner) => ({
    agent,
    source: miner.source,
    host,
    read: miner.stored,
    counted: miner.stored,
    rejected: 0,
    lagBytes: 0,
    lagMs: 0,
    watermarkMs: Math.min(currentSlotMs, miner.earliestHeldSlotMs()),
    sinceMs,
    firstLiveMs: miner.firstLiveMs,
    spoolBytes: 0,
  }));
}
