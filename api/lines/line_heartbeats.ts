import type { Heartbeat } from "../../core/heartbeat.ts";
import { slotStart } from "../../counting/slot_time.ts";
import { sourceHeartbeat } from "../../counting/source_heartbeat.ts";
import type { SourceIntake } from "./source_intake.ts";

/** What {@linkcode lineHeartbeats} says the same of every source. */
export interface HeartbeatContext {
  readonly agent: string;
  readonly host: string;
  readonly nowMs: number;
  readonly slotMs: number;
  /** When the process started, epoch milliseconds: from the next slot on it covers whatever is sent to it. */
  readonly startedMs: number;
}

/** The api's word, as an agent, on each source that it gets raw lines for. */
export function lineHeartbeats(
  intakes: readonly SourceIntake[],
  { agent, host, nowMs, slotMs, startedMs }: HeartbeatContext,
): Heartbeat[] {
  const teller = { agent, host, openSlotMs: slotStart(nowMs, slotMs) };
  const sinceMs = slotStart(startedMs + slotMs - 1, slotMs);
  return intakes.map((intake) => {
    const { source, totals } = intake;
    return sourceHeartbeat(teller, { source, totals, sinceMs, unstoredMs: intake.earliestHeldSlotMs() });
  });
}
