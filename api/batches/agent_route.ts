import { AGENT_PATH, type AgentHeartbeat, type AgentMessage, type AgentReply } from "../../core/agent_message.ts";
import type { Clock } from "../../core/clock.ts";
import { withRejected } from "../../core/rejection.ts";
import type { WriteOutcome } from "../../store/ports/counters.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import { assertFewValues } from "../body_bounds.ts";
import type { HeartbeatLimit } from "../cardinality/heartbeat_limit.ts";
import type { SourceLimit } from "../cardinality/source_limit.ts";
import { parseJson } from "../json_body.ts";
import { RequestError } from "../request_error.ts";
import type { ApiMetrics } from "../metrics/api_metrics.ts";
import type { Route } from "../route.ts";
import { agentMessage } from "./agent_message.ts";
import { AgentRuns } from "./agent_runs.ts";
import type { BatchIngestion } from "./batch_ingestion.ts";
import { boundedMessage } from "./bounded_message.ts";
import type { SharedFiles } from "./shared_files.ts";
import type { WriteWatch } from "./write_watch.ts";

/** What an agent's message is stored with. */
export interface AgentRouteOptions {
  readonly store: HeartbeatStore;
  readonly clock: Clock;
  readonly batches: BatchIngestion;
  readonly sources: SourceLimit;
  readonly beating: HeartbeatLimit;
  readonly metrics: ApiMetrics;
  readonly writes: WriteWatch;
  readonly shared: SharedFiles;
  readonly maxBodyBytes: number;
  /** Told of what somebody should know of. */
  onProblem(problem: string): void;
}

/** `POST /api/agent/batches`: an agent's counters and heartbeats as JSON, optionally compressed with gzip. */
export function agentRoute(options: AgentRouteOptions): Route {
  const runs = new AgentRuns();
  const { shared, clock, onProblem } = options;
  return {
    method: "POST",
    path: AGENT_PATH,
    access: "ingesting",
    async handle({ body }) {
      const bytes = await body(options.maxBodyBytes);
      assertFewValues(bytes);
      const message = await agentMessage(parseJson(new TextDecoder().decode(bytes)));
      assertOnlyOne(message, runs);
      for (const told of shared.note(message, clock.now())) onProblem(told);
      return await take(message, options);
    },
  };
}

/** @throws {RequestError} 409 for the older of two agents that run under one id: it goes on under another. */
function assertOnlyOne({ agent, run }: AgentMessage, runs: AgentRuns): void {
  if (run === undefined || !runs.isSuperseded(agent, run)) return;
  throw new RequestError(409, `Cannot take messages of agent "${agent}": another one with its id was started since`, {
    details: { taken: agent },
  });
}

/**
 * Stores a message's batch, then its heartbeats, since a watermark must not pass what is not stored. 200 says that the store
 * has all lines, 422 that some can never be stored; the others are. What is out of bounds is left out, see {@linkcode boundedMessage}.
 */
async function take(
  message: AgentMessage,
  { store, clock, batches, sources, beating, metrics, writes }: AgentRouteOptions,
): Promise<Response> {
  metrics.agentClock(message.agent, message.clockMs - clock.now());
  const { batch, heartbeats, rejected, reasons } = boundedMessage(message, {
    nowMs: clock.now(),
    sources: await sources.admitted(sourcesOf(message)),
  });
  const outcome: WriteOutcome = batch === null ? { stored: 0, rejected: 0 } : await batches.save(batch);
  const heard = await beating.admitted(heartbeats, clock.now());
  const stored = heard.map(({ files: _files, ...heartbeat }: AgentHeartbeat) => heartbeat);
  if (stored.length > 0) await writes.during("heartbeats", () => store.saveHeartbeats(stored, clock.now()));
  metrics.linesOutOfBounds(rejected);
  const told = joined(outcome, { rejected, reasons });
  const number = message.batch?.number ?? null;
  const reply: AgentReply = { ...told, timeMs: clock.now(), batch: number, signsRefusals: true };
  return Response.json(reply, { status: reply.rejected === 0 ? 200 : 422 });
}

function* sourcesOf({ batch, heartbeats }: AgentMessage): Generator<string> {
  for (const list of [batch?.points, batch?.templates, batch?.samples, heartbeats]) {
    for (const { source } of list ?? []) yield source;
  }
}

function joined(
  { stored, rejected, reason }: WriteOutcome,
  bounds: { readonly rejected: number; readonly reasons: readonly string[] },
): Omit<AgentReply, "timeMs"> {
  const reasons = [...reason === undefined ? [] : [reason], ...bounds.reasons].join("; ");
  const rejectedBy = withRejected({ retention: rejected }, { bounds: bounds.rejected });
  const all = rejected + bounds.rejected;
  return { stored, rejected: all, ...(all > 0 && { rejectedBy }), ...(reasons !== "" && { reason: reasons }) };
}
