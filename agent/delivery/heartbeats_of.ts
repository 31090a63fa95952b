import type { Heartbeat } from "../../core/heartbeat.ts";
import type { BatchWriter } from "../batch_writer.ts";
import type { LiveSpan } from "../live_span.ts";
import type { Rejections } from "../state/rejections.ts";
import type { Spool } from "../state/spool.ts";

export interface HeartbeatParts {
  readonly agent: string;
  readonly host: string;
  readonly spans: readonly LiveSpan[];
  readonly spool: Spool;
  readonly writer: BatchWriter;
  readonly rejections: Rejections;
  readonly nowMs: number;
  /** Start of the slot that is being counted. */
  readonly openSlotMs: number;
}

/** What to say of each source once the batches up to `number` are acknowledged (null: none waits in the spool). */
export function heartbeatsOf(number: number | null, parts: HeartbeatParts): Heartbeat[] {
  const { agent, host, spans, spool, writer, rejections, nowMs, openSlotMs } = parts;
  const next = spool.pending.find((batch) => number === null || batch.number > number) ?? writer.waiting[0];
  const watermarkMs = Math.min(openSlotMs, next?.slotMs ?? openSlotMs);
  return spans.map((span): Heartbeat => {
    const { source, totals } = span.recorder;
    const rejected = rejections.of(source);
    return {
      agent,
      source,
      host,
      read: totals.read,
      counted: totals.counted - rejected,
      rejected,
      lagBytes: span.lagBytes(),
      lagMs: span.lagMs(nowMs),
      watermarkMs,
      sinceMs: span.sinceMs,
      firstLiveMs: totals.firstLiveMs,
      spoolBytes: spool.bytes,
    };
  });
}
