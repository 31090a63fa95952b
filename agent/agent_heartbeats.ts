import type { Clock } from "../core/clock.ts";
import type { Heartbeat } from "../core/heartbeat.ts";
import { sourceHeartbeat } from "../counting/source_heartbeat.ts";
import type { BatchWriter } from "./batch_writer.ts";
import type { LiveSpan } from "./live_span.ts";
import type { SlotLoop } from "./slot_loop.ts";
import type { Rejections } from "./state/rejections.ts";
import type { Spool } from "./state/spool.ts";

/** What knows how the sources stand. */
export interface HeartbeatParts {
  readonly agent: string;
  readonly host: string;
  readonly spans: readonly LiveSpan[];
  readonly spool: Spool;
  readonly writer: Pick<BatchWriter, "waiting">;
  readonly rejections: Rejections;
  readonly clock: Clock;
  /** What counts the open slot. */
  readonly reader: Pick<SlotLoop, "slotMs">;
}

/** What to say of each source once the batches up to `number` are acknowledged (null: none waits in the spool). */
export function agentHeartbeats(number: number | null, parts: HeartbeatParts): Heartbeat[] {
  const { agent, host, spans, spool, writer, rejections, clock, reader } = parts;
  const next = spool.pending.find((batch) => number === null || batch.number > number) ?? writer.waiting[0];
  const teller = { agent, host, openSlotMs: reader.slotMs, spoolBytes: spool.bytes };
  return spans.map((span) => {
    const { source, totals } = span.counter;
    return sourceHeartbeat(teller, {
      source,
      totals,
      sinceMs: span.sinceMs,
      unstoredMs: next?.slotMs ?? Infinity,
      rejectedBy: rejections.of(source),
      spoiled: rejections.lostOf(source),
      lagBytes: span.lagBytes(),
      lagMs: span.lagMs(clock.now()),
      pastBytes: span.pastBytes(next === undefined),
    });
  });
}
