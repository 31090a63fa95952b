import { join } from "node:path";
import { deadline } from "../clock/deadline.ts";
import type { Heartbeat } from "../core/heartbeat.ts";
import type { AgentSummary } from "./agent_event.ts";
import type { ResolvedOptions } from "./agent_options.ts";
import { BatchWriter } from "./batch_writer.ts";
import { ApiClient } from "./delivery/api_client.ts";
import { CorrectedClock } from "./delivery/corrected_clock.ts";
import { heartbeatsOf } from "./delivery/heartbeats_of.ts";
import { Sender } from "./delivery/sender.ts";
import { FileClaims } from "./input/file/file_claims.ts";
import type { LineSource } from "./input/line_source.ts";
import { openInputs } from "./input/open_inputs.ts";
import { sourceNames } from "./input/source_names.ts";
import { LiveSpan } from "./live_span.ts";
import { openRecorders } from "./open_recorders.ts";
import { SlotLoop } from "./slot_loop.ts";
import type { SourceRecorder } from "./source_recorder.ts";
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

interface ReadingParts extends AgentParts {
  readonly clock: CorrectedClock;
  readonly sender: Sender;
  readonly minerStates: MinerStates;
  readonly inputs: readonly LineSource[];
  readonly claims: FileClaims;
  readonly recorders: ReadonlyMap<string, SourceRecorder>;
}

/** What reads, and what tells of it. */
interface Reading {
  readonly reader: SlotLoop;
  readonly writer: BatchWriter;
  /** What to say of each source once the batches up to a number are acknowledged (null: none waits). */
  readonly heartbeats: (number: number | null) => Heartbeat[];
}

/** One run of an agent, from what the last run left to what the next one finds. */
export class AgentRun {
  readonly #parts: AgentParts;
  readonly #clock: CorrectedClock;
  readonly #api: ApiClient;
  readonly #sender: Sender;
  readonly #minerStates: MinerStates;
  #heartbeats: (number: number | null) => Heartbeat[] = () => [];
  #wakeReader: () => void = () => {};

  constructor(parts: AgentParts) {
    const { settings, state, spool, rejections } = parts;
    const { apiUrl, apiToken, transport, onEvent } = settings;
    this.#parts = parts;
    const clock = this.#clock = new CorrectedClock(settings.clock, (offMs) => onEvent({ kind: "clockOff", offMs }));
    const api = this.#api = new ApiClient({ apiUrl, agent: state.agent, transport, apiToken, clock });
    const heartbeats = (number: number | null) => this.#heartbeats(number);
    this.#sender = new Sender({ api, spool, rejections, clock, heartbeats, onEvent });
    this.#minerStates = new MinerStates(join(state.path, "miners"));
  }

  async run(): Promise<AgentSummary> {
    const { settings, state, spool } = this.#parts;
    await this.#greeting((signal) => this.#sender.greet(signal));
    const recorders = await this.#openRecorders();
    const claims = new FileClaims(spool.checkpoint.files);
    const inputs = this.#openInputs(claims);
    const readBefore = readBy(recorders);
    const sources = [...recorders.keys()];
    settings.onEvent({ kind: "started", agent: state.agent, sources, pendingBatches: spool.pending.length });
    try {
      const [clock, sender, minerStates] = [this.#clock, this.#sender, this.#minerStates];
      await this.#readAndSend(assemble({ ...this.#parts, clock, sender, minerStates, inputs, claims, recorders }));
    } finally {
      for (const input of inputs) input.close();
    }
    return this.#summary(recorders, readBefore);
  }

  #openRecorders(): Promise<ReadonlyMap<string, SourceRecorder>> {
    const { settings, spool } = this.#parts;
    const { host, maxTemplates, openMiner, onEvent } = settings;
    return openRecorders(this.#sources().values(), {
      host,
      maxTemplates,
      openMiner,
      spool,
      minerStates: this.#minerStates,
      registry: (source) => this.#greeting((signal) => this.#api.templates(source, signal)),
      onWarning: (message) => onEvent({ kind: "warning", message }),
    });
  }

  #openInputs(claims: FileClaims): LineSource[] {
    const { settings } = this.#parts;
    const { from, windowMs, stdin, onEvent } = settings;
    return openInputs({
      sources: this.#sources(),
      claims,
      from,
      windowMs,
      nowMs: this.#clock.now(),
      stdin,
      onEvent,
      onArrival: () => this.#wakeReader(),
    });
  }

  #sources(): ReadonlyMap<string, string> {
    const { files, source } = this.#parts.settings;
    return new Map([...sourceNames(files)].map(([path, name]) => [path, source ?? name]));
  }

  async #readAndSend({ reader, writer, heartbeats }: Reading): Promise<void> {
    const { signal } = this.#parts.settings;
    this.#wakeReader = () => reader.wake();
    this.#heartbeats = heartbeats;
    const sending = new AbortController();
    const sendingEnded = new AbortController();
    const sent = this.#sender.run(sending.signal).finally(() => sendingEnded.abort());
    sent.catch(() => {});
    try {
      await reader.run(AbortSignal.any([signal, sendingEnded.signal]));
      writer.saveMiners(this.#clock.now(), true);
      await writer.idle;
      await Promise.race([this.#drain(sending.signal), sent]);
    } finally {
      sending.abort();
      await sent;
    }
  }

  /** Sends what waits: with all the time it takes when the inputs have ended, for a moment when the agent is stopped. */
  async #drain(ended: AbortSignal): Promise<void> {
    const { signal } = this.#parts.settings;
    if (!signal.aborted) await this.#sender.drained(signal);
    if (signal.aborted) {
      using late = deadline(this.#clock, LAST_SEND_MS, ended);
      await this.#sender.drained(late.signal);
    }
  }

  async #greeting<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    using late = deadline(this.#clock, GREETING_MS, this.#parts.settings.signal);
    return await work(late.signal);
  }

  #summary(recorders: ReadonlyMap<string, SourceRecorder>, readBefore: number): AgentSummary {
    const { state, spool, rejections } = this.#parts;
    const read = readBy(recorders);
    const rejected = [...recorders.keys()].reduce((sum, source) => sum + rejections.of(source), 0);
    const counted = [...recorders.values()].reduce((sum, recorder) => sum + recorder.totals.counted, 0) - rejected;
    const acknowledged = this.#sender.acknowledged;
    const pendingBatches = spool.pending.length;
    return { agent: state.agent, lines: read - readBefore, read, counted, rejected, acknowledged, pendingBatches };
  }
}

function readBy(recorders: ReadonlyMap<string, SourceRecorder>): number {
  return [...recorders.values()].reduce((sum, recorder) => sum + recorder.read, 0);
}

/** Joins the parts that read, count, write batches and report. */
function assemble(parts: ReadingParts): Reading {
  const { settings, state, spool, rejections, clock, sender, minerStates, inputs, claims, recorders } = parts;
  const { onEvent, host } = settings;
  const { agent } = state;
  const startMs = clock.now();
  const spans = [...recorders.values()].map((recorder) => new LiveSpan(recorder, inputs, startMs, onEvent));
  const meter = new StatsMeter(spans, spool, startMs);
  const writer = new BatchWriter({
    agent,
    recorders: [...recorders.values()],
    marks: () => [...claims.left, ...inputs.flatMap((input) => input.marks())],
    spool,
    minerStates,
    clock,
    onEvent,
    onDurable: () => sender.notify(),
  });
  const onSlot = (hasBatch: boolean) => {
    if (!hasBatch) sender.beat();
    onEvent({ kind: "stats", stats: meter.take(clock.now()) });
  };
  const reader = new SlotLoop({ ...settings, inputs, recorders, spans, writer, spool, clock, onSlot });
  const common = { agent, host, spans, spool, writer, rejections };
  const heartbeats = (number: number | null) =>
    heartbeatsOf(number, { ...common, nowMs: clock.now(), openSlotMs: reader.slotMs });
  return { reader, writer, heartbeats };
}
