import { aborted } from "../../clock/aborted.ts";
import type { Clock } from "../../core/clock.ts";
import type { CounterBatch } from "../../core/counter_batch.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import { messageOf } from "../../core/message_of.ts";
import { type RejectedLines, rejectedLines, withRejected } from "../../core/rejection.ts";
import { AgentError } from "../agent_error.ts";
import { packBatch, unpackBatch } from "../../core/packed_points.ts";
import type { AgentEvent } from "../agent_event.ts";
import { isSystemError } from "../input/file/file_problem.ts";
import type { Rejections } from "../state/rejections.ts";
import type { Spool } from "../state/spool.ts";
import type { ApiClient, SendOutcome } from "./api_client.ts";
import type { ApiPresence } from "./api_presence.ts";
import { backoffMs } from "./backoff.ts";
import type { SendSignal } from "./send_signal.ts";
import { splitBatch } from "./split_batch.ts";
import { UnsignedRefusals } from "./unsigned_refusals.ts";

export interface SenderOptions {
  readonly api: ApiClient;
  readonly presence: ApiPresence;
  readonly toSend: SendSignal;
  readonly spool: Spool;
  readonly rejections: Rejections;
  readonly clock: Clock;
  /** What to say of each source when everything up to and with batch `number` is acknowledged (null: with no batch). */
  readonly heartbeats: (number: number | null) => Heartbeat[];
  readonly onEvent: (event: AgentEvent) => void;
}

type TooLarge = SendOutcome & { readonly kind: "tooLarge" };

/** Sends the spool's batches in order, one a request, heartbeats with each, and heartbeats alone when there is none. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #unsigned: UnsignedRefusals;
  /** Times in a row that the state folder could not be read or written. */
  #troubles = 0;
  #acknowledged = 0;
  #onEmpty: (() => void) | undefined;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#unsigned = new UnsignedRefusals(options);
  }

  /** Batches that were acknowledged in this run. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Resolves when the spool is empty, or `signal` aborts. */
  async drained(signal: AbortSignal): Promise<void> {
    if (this.#options.spool.pending.length === 0 || signal.aborted) return;
    const empty = new Promise<void>((resolve) => this.#onEmpty = resolve);
    await Promise.race([empty, aborted(signal)]);
  }

  /** Runs until `signal` aborts. @throws {AgentError} when the api refuses the token. */
  async run(signal: AbortSignal): Promise<void> {
    const { spool, toSend, clock } = this.#options;
    while (!signal.aborted) {
      const batch = spool.pending[0];
      if (batch === undefined && !toSend.isBeatDue) {
        await toSend.wait(signal);
        continue;
      }
      const retryAfterMs = await this.#sendNext(batch?.number ?? null, signal).catch((error) =>
        this.#noteTrouble(error)
      );
      if (retryAfterMs > 0) await clock.sleep(retryAfterMs, signal);
    }
  }

  /** Returns how long to wait before the next request. */
  async #sendNext(number: number | null, signal: AbortSignal): Promise<number> {
    const { api, presence, toSend, heartbeats } = this.#options;
    toSend.beatSent();
    const batchJson = number === null ? null : await this.#options.spool.read(number);
    if (batchJson === undefined) return await this.#giveUp();
    const beats = heartbeats(number);
    const whole = await api.send(batchJson, beats, signal);
    const sent = whole.kind === "tooLarge" ? await this.#sendLess(batchJson, beats, { whole, signal }) : whole;
    const outcome = number === null ? sent : await this.#unsigned.settled(sent, signal);
    if (signal.aborted && outcome.kind === "away") return 0;
    const retryAfterMs = presence.note(outcome);
    if (retryAfterMs === 0 && number !== null) await this.#settle(outcome, batchJson!);
    this.#troubles = 0;
    return retryAfterMs;
  }

  /** Sends a message that is too large in parts: what is in its batch, then what it says of each source. */
  async #sendLess(
    batchJson: string | null,
    heartbeats: readonly Heartbeat[],
    { whole, signal }: { readonly whole: TooLarge; readonly signal: AbortSignal },
  ): Promise<SendOutcome> {
    if (batchJson === null) return await this.#sendBeats(heartbeats, whole, signal);
    const alone = heartbeats.length === 0 ? whole : await this.#options.api.send(batchJson, [], signal);
    const outcome = alone.kind === "tooLarge" ? await this.#sendParts(batchJson, alone, signal) : alone;
    if (outcome.kind === "stored" || outcome.kind === "rejected") await this.#sendBeats(heartbeats, whole, signal);
    return outcome;
  }

  async #sendBeats(heartbeats: readonly Heartbeat[], whole: TooLarge, signal: AbortSignal): Promise<SendOutcome> {
    const half = Math.ceil(heartbeats.length / 2);
    let outcome: SendOutcome = { kind: "away", reason: whole.reason, retryAfterMs: 0 };
    if (half === heartbeats.length) return outcome;
    for (const part of [heartbeats.slice(0, half), heartbeats.slice(half)]) {
      const sent = await this.#options.api.send(null, part, signal);
      outcome = sent.kind === "tooLarge" ? await this.#sendBeats(part, sent, signal) : sent;
      if (outcome.kind !== "stored") return outcome;
    }
    return outcome;
  }

  /** Sends a batch that is too large in parts, as small as they have to be. What is sent is sent again where one of them does not arrive. */
  async #sendParts(
    batchJson: string,
    { reason, isFinal }: TooLarge,
    signal: AbortSignal,
  ): Promise<SendOutcome> {
    const parts = splitBatch(unpackBatch(JSON.parse(batchJson)));
    if (parts === undefined) return isFinal ? { kind: "refused", reason } : { kind: "away", reason, retryAfterMs: 0 };
    const outcomes: SendOutcome[] = [];
    for (const part of parts) {
      const json = JSON.stringify(packBatch(part));
      const sent = await this.#options.api.send(json, [], signal);
      const outcome = sent.kind === "tooLarge" ? await this.#sendParts(json, sent, signal) : sent;
      if (outcome.kind !== "stored" && outcome.kind !== "rejected" && outcome.kind !== "refused") return outcome;
      outcomes.push(outcome.kind === "refused" ? rejectedPart(part, outcome.reason) : outcome);
    }
    return joinedOutcome(outcomes);
  }

  /** The oldest batch is damaged or gone: its lines are lost, which is told; the rest goes on. */
  async #giveUp(): Promise<number> {
    const { spool, rejections, onEvent } = this.#options;
    const batch = spool.pending[0]!;
    await rejections.addLost(batch);
    await spool.drop();
    for (const [source, lines] of Object.entries(batch.lines)) {
      const message = `Batch ${batch.number} in the spool was damaged or removed: ${lines} lines are lost`;
      onEvent({ kind: "lost", source, lines, reason: "spool", message });
    }
    this.#noteEmpty();
    return 0;
  }

  #noteEmpty(): void {
    if (this.#options.spool.pending.length === 0) this.#onEmpty?.();
  }

  /** The oldest batch is stored, or never will be. */
  async #settle(outcome: SendOutcome, batchJson: string): Promise<void> {
    const { spool, rejections, onEvent } = this.#options;
    const batch = spool.pending[0]!;
    if (outcome.kind === "rejected") {
      await rejections.add(batch, { by: outcome.by, records: recordsOf(unpackBatch(JSON.parse(batchJson))) });
      onEvent({ kind: "refused", lines: rejectedLines(outcome.by), reason: outcome.reason });
    } else if (outcome.kind === "refused") {
      const lines = Object.values(batch.lines).reduce((sum, each) => sum + each, 0);
      const path = await spool.setAside();
      await rejections.add(batch, { by: { refused: lines } });
      onEvent({ kind: "refused", lines, reason: `${outcome.reason}; batch kept as "${path}"` });
    }
    await spool.acknowledge();
    this.#acknowledged++;
    this.#noteEmpty();
  }

  /** The state folder can't be read or written: the batch is sent again, which changes nothing. */
  #noteTrouble(error: unknown): number {
    if (error instanceof AgentError || !isSystemError(error)) throw error;
    const message = `Cannot write the agent's state: ${messageOf(error)}; trying again`;
    if (this.#troubles === 0) this.#options.onEvent({ kind: "warning", message });
    return backoffMs(++this.#troubles);
  }
}

function recordsOf({ points }: CounterBatch): Readonly<Record<string, number>> {
  const records: Record<string, number> = {};
  for (const { source, count } of points) records[source] = (records[source] ?? 0) + count;
  return records;
}

function rejectedPart({ points }: CounterBatch, reason: string): SendOutcome {
  return { kind: "rejected", by: { refused: points.reduce((sum, { count }) => sum + count, 0) }, reason };
}

/** What came of a batch by what came of its parts, each stored or rejected. */
function joinedOutcome(outcomes: readonly SendOutcome[]): SendOutcome {
  const rejected = outcomes.filter((outcome) => outcome.kind === "rejected");
  const by = rejected.reduce<RejectedLines>((sum, outcome) => withRejected(sum, outcome.by), {});
  return rejectedLines(by) > 0 ? { ...rejected[0]!, by } : outcomes.at(-1)!;
}
