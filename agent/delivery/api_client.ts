import { aborted } from "../../clock/aborted.ts";
import { deadline } from "../../clock/deadline.ts";
import type { Clock } from "../../core/clock.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import { AGENT_PATH, type AgentReply, API_NAME, REFUSED_BY } from "../../core/agent_message.ts";
import { messageOf } from "../../core/message_of.ts";
import type { RejectedLines } from "../../core/rejection.ts";
import { withoutPassword } from "../../core/without_password.ts";
import type { Transport } from "../agent_options.ts";

const ANSWER_WITHIN_MS = 30_000;

/**
 * What came of a message. `refused`: the api itself will never take this batch. `tooLarge`: somebody on the way wants less at once.
 * `idTaken`: another agent runs under this one's id. `away`: try again; `isUnsigned`: it may be the refusal of an api that does not sign them, or a
 * gateway's.
 */
export type SendOutcome =
  | { readonly kind: "stored"; readonly timeMs: number; readonly signsRefusals: boolean }
  | { readonly kind: "rejected"; readonly by: RejectedLines; readonly reason: string; readonly timeMs?: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "tooLarge"; readonly reason: string; readonly isFinal: boolean }
  | { readonly kind: "unauthorised" }
  | { readonly kind: "idTaken"; readonly reason: string }
  | {
    readonly kind: "away";
    readonly reason: string;
    readonly retryAfterMs: number;
    readonly isUnsigned?: boolean;
  };

/** A template as the registry has it. */
export interface KnownTemplate {
  readonly id: string;
  readonly text: string;
  /** A line of it, or empty. */
  readonly sample: string;
}

export interface ApiClientOptions {
  readonly apiUrl: string;
  readonly agent: string;
  /** See `AgentMessage.run`. */
  readonly run?: string;
  readonly transport: Transport;
  readonly apiToken?: string;
  readonly clock: Clock;
}

/** Speaks to the api, and never throws. */
export class ApiClient {
  readonly #options: ApiClientOptions;

  constructor(options: ApiClientOptions) {
    this.#options = options;
  }

  /** Sends an AgentMessage; the batch is its JSON, or null. One that was made under another id goes under that, without heartbeats. */
  async send(batchJson: string | null, heartbeats: readonly Heartbeat[], signal: AbortSignal): Promise<SendOutcome> {
    const { clock } = this.#options;
    const { agent = this.#options.agent, number } = identityOf(batchJson);
    const own = heartbeats.filter((heartbeat) => heartbeat.agent === agent);
    const run = agent === this.#options.agent ? this.#options.run : undefined;
    const rest = JSON.stringify({ run, heartbeats: own, clockMs: clock.now() }).slice(1);
    const body = `{"agent":${JSON.stringify(agent)},"batch":${batchJson ?? "null"},${rest}`;
    const headers = { "content-type": "application/json" };
    const read = (response: Response) => outcomeOf(response, { agent, number });
    return await this.#request(AGENT_PATH, { method: "POST", headers, body }, signal, read);
  }

  /** A source's templates as the registry has them, or null where the api does not say. */
  async templates(source: string, signal: AbortSignal): Promise<KnownTemplate[] | null> {
    const path = `/api/templates?source=${encodeURIComponent(source)}`;
    return await this.#request(path, {}, signal, async (response) => {
      const rows: unknown = await response.json();
      return response.ok && Array.isArray(rows) ? rows.filter(isTemplate).map(knownTemplate) : null;
    }, () => null);
  }

  async #request<T>(
    path: string,
    init: RequestInit,
    signal: AbortSignal,
    read: (response: Response) => Promise<T>,
    failed: (reason: string) => T = away as (reason: string) => T,
  ): Promise<T> {
    const { apiUrl, apiToken, clock, transport } = this.#options;
    const headers = new Headers(init.headers);
    if (apiToken !== undefined) headers.set("authorization", `Bearer ${apiToken}`);
    using late = deadline(clock, ANSWER_WITHIN_MS, signal);
    try {
      const request = new Request(apiUrl.replace(/\/+$/, "") + path, { ...init, headers, signal: late.signal });
      return await Promise.race([transport(request).then(read), noAnswer(late.signal)]);
    } catch (error) {
      return failed(withoutPassword(messageOf(error)));
    }
  }
}

/** Whose message is answered, and which batch it has. */
interface Asked {
  readonly agent: string;
  readonly number: number | null;
}

async function outcomeOf(response: Response, { agent, number }: Asked): Promise<SendOutcome> {
  const text = await response.text();
  const reply = replyOf(text);
  if (reply?.batch !== undefined && reply.batch !== number) {
    return away(`it answered for batch ${reply.batch} instead of ${number}`);
  }
  const said = withoutPassword(text.slice(0, 2_000)).slice(0, 200).replaceAll(/\s+/g, " ");
  const reason = `it answered ${response.status}: ${said}`;
  const hasForm = isRefusal(text), isFinal = hasForm && response.headers.get(REFUSED_BY) === API_NAME;
  if (response.status === 401 && isFinal) return { kind: "unauthorised" };
  if (response.ok && reply) {
    return { kind: "stored", timeMs: reply.timeMs, signsRefusals: reply.signsRefusals === true };
  }
  if (response.status === 422 && reply) {
    const by = reply.rejectedBy ?? { retention: reply.rejected };
    return { kind: "rejected", by, reason: reply.reason ?? "no reason given", timeMs: reply.timeMs };
  }
  if (response.status === 409 && isTaken(text, agent)) return { kind: "idTaken", reason };
  if (response.status === 413) return { kind: "tooLarge", reason, isFinal };
  const isOfBatch = [400, 422].includes(response.status);
  if (isOfBatch && isFinal) return { kind: "refused", reason };
  const isUnsigned = isOfBatch && hasForm;
  return {
    ...away(reason),
    ...isUnsigned && { isUnsigned },
    retryAfterMs: 1000 * (Number(response.headers.get("retry-after")) || 0),
  };
}

function away(reason: string): SendOutcome & { kind: "away" } {
  return { kind: "away", reason, retryAfterMs: 0 };
}

/** Whether it has the form of the api's own way of saying no; that of a proxy before it may have it, too. */
function isRefusal(text: string): boolean {
  try {
    return typeof JSON.parse(text)?.error?.message === "string";
  } catch {
    return false;
  }
}

/** Whether it is the api's own way of saying that another agent runs under this id. */
function isTaken(text: string, agent: string): boolean {
  try {
    return JSON.parse(text)?.taken === agent;
  } catch {
    return false;
  }
}

/** The id that a batch was made under, undefined for none, and its number. */
function identityOf(batchJson: string | null): { readonly agent?: string; readonly number: number | null } {
  const [, agent, number] = batchJson?.match(/^\{"agent":"([^"\\]+)","number":(\d+)/) ?? [];
  return { agent, number: number === undefined ? null : Number(number) };
}

function replyOf(text: string): AgentReply | null {
  try {
    const reply = JSON.parse(text);
    return typeof reply?.rejected === "number" && typeof reply.timeMs === "number" ? reply : null;
  } catch {
    return null;
  }
}

interface AnsweredTemplate {
  readonly id: string;
  readonly text: string;
  readonly samples?: readonly string[];
}

function isTemplate(row: unknown): row is AnsweredTemplate {
  const { id, text } = (row ?? {}) as Record<string, unknown>;
  return typeof id === "string" && typeof text === "string" && text !== "";
}

function knownTemplate({ id, text, samples }: AnsweredTemplate): KnownTemplate {
  return { id, text, sample: samples?.[0] ?? "" };
}

/** A transport may not know of signals: whatever it does, the wait ends. */
async function noAnswer(signal: AbortSignal): Promise<never> {
  await aborted(signal);
  throw new Error("no answer in time");
}
