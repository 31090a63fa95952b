import type { Clock } from "../core/clock.ts";
import type { AgentHeartbeat } from "../core/agent_message.ts";
import { sourceHeartbeat } from "../counting/source_heartbeat.ts";
import type { BatchWriter } from "./batch_writer.ts";
import type { Identity } from "./input/file/file_identity.ts";
import type { LiveSpan } from "./live_span.ts";
import type { SlotLoop } from "./slot_loop.ts";
import { checksum } from "./state/checksummed_text.ts";
import type { Rejections } from "./state/rejections.ts";
import type { Spool } from "./state/spool.ts";

/** What knows how the sources stand. */
export interface HeartbeatParts {
  readonly agent: string;
  readonly host: string;
  /** What tells the agent's machine from others. */
  readonly machine: readonly string[];
  readonly spans: readonly LiveSpan[];
  readonly spool: Spool;
  readonly writer: Pick<BatchWriter, "waiting">;
  readonly rejections: Rejections;
  readonly clock: Clock;
  /** What counts the open slot. */
  readonly reader: Pick<SlotLoop, "slotMs">;
}

/** What to say of each source once the batches up to `number` are acknowledged (null: none waits in the spool). */
export function agentHeartbeats(number: number | null, parts: HeartbeatParts): AgentHeartbeat[] {
  const { agent, host, machine, spans, spool, writer, rejections, clock, reader } = parts;
  const next = spool.pending.find((batch) => number === null || batch.number > number) ?? writer.waiting[0];
  const teller = { agent, host, openSlotMs: reader.slotMs, spoolBytes: spool.bytes };
  return spans.map((span) => {
    const { source, totals } = span.counter;
    const heartbeat = sourceHeartbeat(teller, {
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
    const files = span.files().map((file) => fileDigest(file, machine));
    return files.length === 0 ? heartbeat : { ...heartbeat, files };
  });
}

function fileDigest({ dev, ino, bornMs }: Identity, machine: readonly string[]): string {
  return checksum(JSON.stringify([...machine, dev, ino, bornMs])).slice(0, 16);
}
