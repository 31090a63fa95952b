import type { CounterBatch } from "./counter_batch.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { RejectedLines } from "./rejection.ts";

/** Where an agent posts its messages. */
export const AGENT_PATH = "/api/agent/batches";

/** With this header the api signs what it refuses: a gateway before it may speak in JSON, too, and in the same words. */
export const REFUSED_BY = "x-refused-by", API_NAME = "logiq";

/** What an agent says of a source, and of the files that it follows for it: these are not stored. */
export interface AgentHeartbeat extends Heartbeat {
  /** A digest for each that tells it from all other files, of whatever machine: two agents that follow one file count its lines twice. @default {it does not say} */
  readonly files?: readonly string[];
}

/** Body of an agent's `POST` to {@linkcode AGENT_PATH}, as JSON, the batch as `packBatch` makes it. */
export interface AgentMessage {
  /** Id of the agent. */
  readonly agent: string;
  /** Random, of this run of the agent: of two that run under one id, clones of one disk, one is told (409). @default {it is not looked at} */
  readonly run?: string;
  /** At most one batch a message, stored before the heartbeats are; null when the agent only says that it lives. */
  readonly batch: CounterBatch | null;
  /** One a source. */
  readonly heartbeats: readonly AgentHeartbeat[];
  /** The agent's clock when it sent this, epoch milliseconds. */
  readonly clockMs: number;
}

/** Answer to it: 200 when the store has everything; 422 when some points are refused for good (`rejected` lines). */
export interface AgentReply {
  /** Lines stored with this request (an overwrite counts as stored). */
  readonly stored: number;
  /** Lines that can never be stored, for example because they are older than the store's retention. */
  readonly rejected: number;
  /** Of them, how many for which reason. */
  readonly rejectedBy?: RejectedLines;
  /** Why lines were rejected. */
  readonly reason?: string;
  /** The api's clock, epoch milliseconds: an agent that is more than 5 s off uses it. */
  readonly timeMs: number;
  /** Number of the batch that this answers to, null for a message without one: another's answer says nothing of it. @default {it does not say} */
  readonly batch?: number | null;
  /** It signs what it refuses, see {@linkcode REFUSED_BY}. @default {an api of before, which does not} */
  readonly signsRefusals?: true;
}
