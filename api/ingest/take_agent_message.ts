import type { Clock } from "../../core/clock.ts";
import type { IngestMessage, IngestReply } from "../../core/ingest_message.ts";
import type { Store, WriteOutcome } from "../../store/store.ts";
import type { BatchIngestion } from "../batches/batch_ingestion.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";

/** What an agent's message is stored with. */
export interface AgentMessageOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly batches: BatchIngestion;
  readonly metrics: ApiMetrics;
}

/**
 * Stores an agent's message: its batch, then its heartbeats, since a watermark must not pass what is not stored. 200 says
 * that the store has all of it, 422 that some lines can never be stored; the others are.
 */
export async function takeAgentMessage(
  { agent, batch, heartbeats, clockMs }: IngestMessage,
  { store, clock, batches, metrics }: AgentMessageOptions,
): Promise<Response> {
  metrics.agentClock(agent, clockMs - clock.now());
  const { stored, rejected, reason }: WriteOutcome = batch === null
    ? { stored: 0, rejected: 0 }
    : await batches.save(batch);
  if (heartbeats.length > 0) await store.saveHeartbeats(heartbeats, clock.now());
  const reply: IngestReply = { stored, rejected, ...(reason !== undefined && { reason }), timeMs: clock.now() };
  return Response.json(reply, { status: rejected === 0 ? 200 : 422 });
}
