import type { Heartbeat } from "../core/heartbeat.ts";
import type { BatchWriter } from "./batch_writer.ts";
import type { Coverage } from "./coverage.ts";
import type { Rejections } from "./rejections.ts";
import type { Spool } from "./spool.ts";

export interface HeartbeatParts {
  readonly agent: string;
  readonly host: string;
  readonly coverages: readonly Coverage[];
  readonly spool: Spool;
  readonly writer: BatchWriter;
  readonly rejections: Rejections;
  readonly nowMs: number;
  /** Start of the slot that is being counted. */
  readonly openSlotMs: number;
}

/** What to say of each source once the batches up to `number` are acknowledged (null: none waits in the spool). */
export function heartbeatsOf(number: number | null, parts: HeartbeatParts): Heartbeat[] {
  const { agent, host, coverages, spool, writer, rejections, nowMs, openSlotMs } = parts;
  const next = spool.pending.find((batch) => number === null || batch.number > number) ?? writer.waiting[0];
  const watermarkMs = Math.min(openSlotMs, next?.slotMs ?? openSlotMs);
  return coverages.map((coverage): Heartbeat => {
    const { source, totals } = coverage.recorder;
    const rejected = rejections.of(source);
    return {
      agent,
      source,
      host,
      read: totals.read,
      counted: totals.counted - rejected,
      rejected,
      lagBytes: coverage.lagBytes(),
      lagMs: coverage.lagMs(nowMs),
      watermarkMs,
      sinceMs: coverage.sinceMs,
      firstLiveMs: totals.firstLiveMs,
      spoolBytes: spool.bytes,
    };
  });
}
