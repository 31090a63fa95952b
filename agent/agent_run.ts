import { join, resolve } from "node:path";
import { type Loss, lostLines } from "../core/loss.ts";
import { rejectedLines } from "../core/rejection.ts";
import { deadline } from "../clock/deadline.ts";
import type { SourceCounter } from "../counting/source_counter.ts";
import type { AgentSummary } from "./agent_event.ts";
import { agentHeartbeats } from "./agent_heartbeats.ts";
import type { ResolvedOptions } from "./agent_options.ts";
import { BatchWriter } from "./batch_writer.ts";
import { ApiClient } from "./delivery/api_client.ts";
import { ApiPresence } from "./delivery/api_presence.ts";
import { CorrectedClock } from "../clock/corrected_clock.ts";
import { SendSignal } from "./delivery/send_signal.ts";
import { Sender } from "./delivery/sender.ts";
import { FileClaims } from "./input/file/file_claims.ts";
import type { LineSource } from "./input/line_source.ts";
import { openInputs } from "./input/open_inputs.ts";
import { sourceNames } from "./input/source_names.ts";
import { LiveSpan } from "./live_span.ts";
import { Nap } from "./nap.ts";
import { openCounters } from "./open_counters.ts";
import { SlotLoop } from "./slot_loop.ts";
import type { FileCheckpoint } from "./state/checkpoint.ts";
import { machineNames } from "./state/machine.ts";
import { MinerStates } from "./state/miner_states.ts";
import type { Rejections } from "./state/rejections.ts";
import type { Spool } from "./state/spool.ts";
import type { StateFolder } from "./state/state_folder.ts";
import { StatsMeter } from "./stats_meter.ts";

/** How long the api is waited for at the start. */
const GREETING_MS = 1_000;
/** How long the last batches may take when the agent is stopped; what is not acknowledged then waits in the spool. */
const LAST_SEND_MS = 1_000;

export interface AgentParts {
  readonly settings: ResolvedOptions;
  readonly state: StateFolder;
  readonly spool: Spool;
  readonly rejections: Rejections;
}

/** The parts once the api was greeted and what the last run mined is there again. */
interface OpenedParts extends AgentParts {
  readonly clock: CorrectedClock;
  readonly api: ApiClient;
  readonly presence: ApiPresence;
  readonly minerStates: MinerStates;
  /** What tells the agent's machine from others. */
  readonly machine: readonly string[];
  /** Source of each path. */
  readonly sources: ReadonlyMap<string, string>;
  readonly counters: ReadonlyMap<string, SourceCounter>;
}

/** What reads, counts and sends. */
interface Assembly {
  readonly inputs: readonly LineSource[];
  readonly reader: SlotLoop;
  readonly writer: BatchWriter;
  readonly sender: Sender;
}

/** One run of an agent, from what the last run left to what the next one finds. */
export class AgentRun implements Disposable {
  readonly #parts: OpenedParts;
  readonly #assembly: Assembly;
  readonly #readBefore: number;

  /** Greets the api, and opens what the last run left. @throws {AgentError} when no input can be read, or the api refuses the token. */
  static async open(parts: AgentParts): Promise<AgentRun> {
    const { settings, state } = parts;
    const { apiUrl, apiToken, transport, onEvent } = settings;
    const clock = new CorrectedClock(settings.clock, (offMs) => onEvent({ kind: "clockOff", offMs }));
    const run = crypto.randomUUID();
    const api = new ApiClient({ apiUrl, agent: state.agent, run, transport, apiToken, clock });
    const presence = new ApiPresence({ api, clock, onEvent });
    const atStart = async <T>(work: (signal: AbortSignal) => Promise<T>) => {
      using late = deadline(clock, GREETING_MS, settings.signal);
      return await work(late.signal);
    };
    await atStart((signal) => presence.greet(signal));
    const minerStates = new MinerStates(join(state.path, "miners"));
    const sources = sourcesOf(settings);
    const counters = await openCounters(sources.values(), {
      ...settings,
      spool: parts.spool,
      minerStates,
      registry: (source) => atStart((signal) => api.templates(source, signal)),
      onWarning: (message) => onEvent({ kind: "warning", message }),
    });
    const machine = await machineNames();
    const opened = { ...parts, clock, api, presence, minerStates, machine, sources, counters };
    return new AgentRun(opened, await assemble(opened));
  }

  private constructor(parts: OpenedParts, assembly: Assembly) {
    this.#parts = parts;
    this.#assembly = assembly;
    this.#readBefore = this.#read();
  }

  /** Reads, counts and sends until it is stopped or the inputs end. @throws {AgentError} when the api refuses the token. */
  async run(): Promise<AgentSummary> {
    const { settings, state, spool, counters } = this.#parts;
    const sources = [...counters.keys()];
    settings.onEvent({ kind: "started", agent: state.agent, sources, pendingBatches: spool.pending.length });
    await this.#readAndSend();
    return this.#summary();
  }

  /** Closes the inputs. */
  [Symbol.dispose](): void {
    for (const input of this.#assembly.inputs) input.close();
  }

  async #readAndSend(): Promise<void> {
    const { settings, clock } = this.#parts;
    const { reader, writer, sender } = this.#assembly;
    const sending = new AbortController();
    const sendingEnded = new AbortController();
    const sent = sender.run(sending.signal).finally(() => sendingEnded.abort());
    sent.catch(() => {});
    try {
      await reader.run(AbortSignal.any([settings.signal, sendingEnded.signal]));
      writer.saveMiners(clock.now(), true);
      await writer.idle;
      await Promise.race([this.#drain(sending.signal), sent]);
    } finally {
      sending.abort();
      await sent;
    }
  }

  /** Sends what waits: with all the time it takes when the inputs have ended, for a moment when the agent is stopped. */
  async #drain(ended: AbortSignal): Promise<void> {
    const { settings, clock } = this.#parts;
    const { sender } = this.#assembly;
    if (!settings.signal.aborted) await sender.drained(settings.signal);
    if (settings.signal.aborted) {
      using late = deadline(clock, LAST_SEND_MS, ended);
      await sender.drained(late.signal);
    }
  }

  #summary(): AgentSummary {
    const { state, spool, rejections, counters } = this.#parts;
    const read = this.#read();
    const sources = [...counters.keys()];
    const rejected = sources.reduce((sum, source) => sum + rejectedLines(rejections.of(source)), 0);
    const spoiled = sources.reduce((sum, source) => sum + rejections.lostOf(source), 0);
    const totals = [...counters.values()].map((counter) => counter.totals);
    const counted = totals.reduce((sum, each) => sum + each.counted, 0) - rejected - spoiled;
    const lost = totals.reduce((sum, each) => sum + lostLines(each.lost), spoiled);
    const { inputs, sender } = this.#assembly;
    const held = inputs.reduce((sum, input) => sum + (input.heldLines?.() ?? 0), 0);
    const pendingBatches = spool.pending.length;
    return {
      agent: state.agent,
      lines: read - this.#readBefore,
      read,
      counted,
      rejected,
      lost,
      held,
      acknowledged: sender.acknowledged,
      pendingBatches,
    };
  }

  #read(): number {
    return [...this.#parts.counters.values()].reduce((sum, counter) => sum + counter.read, 0);
  }
}

function sourcesOf({ files, source }: ResolvedOptions): ReadonlyMap<string, string> {
  return new Map([...sourceNames(files)].map(([path, name]) => [path, source ?? name]));
}

/** Joins the parts: each is made of those before it. */
async function assemble(parts: OpenedParts): Promise<Assembly> {
  const { settings, spool, rejections, clock, api, presence, sources } = parts;
  const nap = new Nap();
  const toSend = new SendSignal();
  const claims = new FileClaims(spool.checkpoint.files, [...sources.keys()].map((path) => resolve(path)));
  const onLost = (loss: Loss) => {
    parts.counters.get(loss.source)!.lose(loss.lines, loss.reason);
    settings.onEvent({ kind: "lost", ...loss });
  };
  const onArrival = () => nap.wake();
  const inputs = await openInputs(sources, { ...settings, claims, nowMs: clock.now(), onArrival, onLost });
  const marks = () => [...claims.left, ...inputs.flatMap((input) => input.marks())];
  const { reader, writer, heartbeats } = assembleReading(parts, { inputs, marks, nap, toSend });
  const sender = new Sender({ ...settings, api, presence, toSend, spool, rejections, clock, heartbeats });
  return { inputs, reader, writer, sender };
}

interface ReadingParts {
  readonly inputs: readonly LineSource[];
  readonly marks: () => FileCheckpoint[];
  readonly nap: Nap;
  readonly toSend: SendSignal;
}

function assembleReading(parts: OpenedParts, { inputs, marks, nap, toSend }: ReadingParts) {
  const { settings, state: { agent }, spool, rejections, clock, minerStates, machine } = parts;
  const { host, onEvent } = settings;
  const startMs = clock.now();
  const counters = [...parts.counters.values()];
  const spans = counters.map((counter) => new LiveSpan(counter, inputs, startMs, onEvent));
  const meter = new StatsMeter(spans, spool, startMs);
  const onDurable = () => toSend.batch();
  const writer = new BatchWriter({ agent, counters, marks, spool, minerStates, clock, onEvent, onDurable });
  const onSlot = (hasBatch: boolean) => {
    if (!hasBatch) toSend.beat();
    onEvent({ kind: "stats", stats: meter.take(clock.now()) });
  };
  const loop = { ...settings, inputs, counters: parts.counters, spans, writer, spool, clock, nap, onSlot };
  const reader = new SlotLoop(loop);
  const told = { agent, host, machine, spans, spool, writer, rejections, clock, reader };
  return { reader, writer, heartbeats: (number: number | null) => agentHeartbeats(number, told) };
}
