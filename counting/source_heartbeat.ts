import type { Heartbeat } from "../core/heartbeat.ts";
import { lostLines, withLost } from "../core/loss.ts";
import { type RejectedLines, rejectedLines } from "../core/rejection.ts";
import type { SourceTotals } from "./source_totals.ts";

/** Who tells of sources, and the slot that it is counting. */
export interface HeartbeatTeller {
  readonly agent: string;
  readonly host: string;
  /** Start of the slot that is being counted. */
  readonly openSlotMs: number;
  /** @default 0 */
  readonly spoolBytes?: number;
}

/** How a source stands. */
export interface SourceStanding {
  readonly source: string;
  readonly totals: SourceTotals;
  readonly sinceMs: number;
  /** The earliest slot with lines that are on their way to the store; Infinity where none are. */
  readonly unstoredMs: number;
  /** Of the lines that were counted, those that were refused for good afterwards. @default {none} */
  readonly rejectedBy?: RejectedLines;
  /** Of the lines that were counted, those whose batch is lost. @default 0 */
  readonly spoiled?: number;
  /** @default 0 */
  readonly lagBytes?: number;
  /** @default 0 */
  readonly lagMs?: number;
  /** See `Heartbeat.pastBytes`. */
  readonly pastBytes?: number;
}

/** What to say of a source: everything before the open slot is stored, or everything before what is on its way. */
export function sourceHeartbeat(
  { agent, host, openSlotMs, spoolBytes = 0 }: HeartbeatTeller,
  { source, totals, sinceMs, unstoredMs, rejectedBy = {}, spoiled = 0, lagBytes = 0, lagMs = 0, pastBytes }:
    SourceStanding,
): Heartbeat {
  const lost = spoiled > 0 ? withLost(totals.lost ?? {}, "spool", spoiled) : totals.lost;
  const rejected = rejectedLines(rejectedBy);
  return {
    agent,
    source,
    host,
    read: totals.read,
    counted: totals.counted - rejected - spoiled,
    rejected,
    ...(rejected > 0 && { rejectedBy }),
    ...(lostLines(lost) > 0 && { lost }),
    lagBytes,
    lagMs,
    ...(pastBytes !== undefined && { pastBytes }),
    watermarkMs: Math.min(openSlotMs, unstoredMs),
    sinceMs,
    firstLiveMs: totals.firstLiveMs,
    spoolBytes,
  };
}
