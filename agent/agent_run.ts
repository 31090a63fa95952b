import { join } from "node:path";
import type { Heartbeat } from "../core/heartbeat.ts";
import { AgentClock } from "./agent_clock.ts";
import type { AgentSummary } from "./agent_event.ts";
import { ApiClient } from "./api_client.ts";
import { assemble, type Reading } from "./assemble.ts";
import { FileClaims } from "./file_claims.ts";
import type { LineSource } from "./line_source.ts";
import { MinerFiles } from "./miner_files.ts";
import { openInputs } from "./open_inputs.ts";
import { openRecorders } from "./open_recorders.ts";
import type { Rejections } from "./rejections.ts";
import { Sender } from "./sender.ts";
import type { Settings } from "./settings.ts";
import { sourceNames } from "./source_names.ts";
import type { SourceRecorder } from "./source_recorder.ts";
import type { Spool } from "./spool.ts";
import type { StateFolder } from "./state_folder.ts";
import { within } from "./within.ts";

/** How long the api is waited for at the start. */
const GREETING_MS = 1_000;
/** How long the last batches may take when the agent is stopped; what is not acknowledged then waits in the spool. */
const LAST_SEND_MS = 1_000;

export interface AgentParts {
  readonly settings: Settings;
  readonly state: StateFolder;
  readonly spool: Spool;
  readonly rejections: Rejections;
}

/** One run of an agent, from what the last run left to what the next one finds. */
export class AgentRun {
  readonly #parts: AgentParts;
  readonly #clock: AgentClock;
  readonly #api: ApiClient;
  readonly #sender: Sender;
  readonly #minerFiles: MinerFiles;
  #heartbeats: (number: number | null) => Heartbeat[] = () => [];
  #wakeReader: () => void = () => {};

  constructor(parts: AgentParts) {
    const { settings, state, spool, rejections } = parts;
    const { apiUrl, apiToken, transport, onEvent } = settings;
    this.#parts = parts;
    const clock = this.#clock = new AgentClock(settings.clock, (offMs) => onEvent({ kind: "clockOff", offMs }));
    const api = this.#api = new ApiClient({ apiUrl, agent: state.agent, transport, apiToken, clock });
    const heartbeats = (number: number | null) => this.#heartbeats(number);
    this.#sender = new Sender({ api, spool, rejections, clock, heartbeats, onEvent });
    this.#minerFiles = new MinerFiles(join(state.path, "miners"));
  }

  async run(): Promise<AgentSummary> {
    const { settings, state, spool } = this.#parts;
    await this.#within(GREETING_MS, (signal) => this.#sender.greet(signal));
    const recorders = await this.#openRecorders();
    const claims = new FileClaims(spool.position.files);
    const inputs = this.#openInputs(claims);
    const readBefore = readBy(recorders);
    const sources = [...recorders.keys()];
    settings.onEvent({ kind: "started", agent: state.agent, sources, pendingBatches: spool.pending.length });
    try {
      const [clock, sender, minerFiles] = [this.#clock, this.#sender, this.#minerFiles];
      await this.#readAndSend(assemble({ ...this.#parts, clock, sender, minerFiles, inputs, claims, recorders }));
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
      minerFiles: this.#minerFiles,
      registry: (source) => this.#within(GREETING_MS, (signal) => this.#api.templates(source, signal)),
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
    const reading = new AbortController();
    const sending = new AbortController();
    const stopReading = () => reading.abort();
    signal.addEventListener("abort", stopReading, { once: true });
    if (signal.aborted) stopReading();
    const sent = this.#sender.run(sending.signal).finally(stopReading);
    sent.catch(() => {});
    try {
      await reader.run(reading.signal);
      writer.saveMiners(this.#clock.now(), true);
      await writer.idle;
      await Promise.race([this.#drain(sending.signal), sent]);
    } finally {
      signal.removeEventListener("abort", stopReading);
      sending.abort();
      await sent;
    }
  }

  /** Sends what waits: with all the time it takes when the inputs have ended, for a moment when the agent is stopped. */
  async #drain(ended: AbortSignal): Promise<void> {
    const { signal } = this.#parts.settings;
    if (!signal.aborted) await this.#sender.drained(signal);
    if (signal.aborted) {
      const limits = { clock: this.#clock, ms: LAST_SEND_MS, signal: ended };
      await within(limits, (late) => this.#sender.drained(late));
    }
  }

  #within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return within({ clock: this.#clock, ms, signal: this.#parts.settings.signal }, work);
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
