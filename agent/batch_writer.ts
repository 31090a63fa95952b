import type { Clock } from "../core/clock.ts";
import type { CounterBatch } from "../core/counter_batch.ts";
import { messageOf } from "../core/message_of.ts";
import type { SourceCounter } from "../counting/source_counter.ts";
import type { SourceTotals } from "../counting/source_totals.ts";
import type { AgentEvent } from "./agent_event.ts";
import { backoffMs } from "./delivery/backoff.ts";
import type { Checkpoint, FileCheckpoint } from "./state/checkpoint.ts";
import type { MinerStates, SavedMiner } from "./state/miner_states.ts";
import type { Spool } from "./state/spool.ts";
import type { SpoolEntry } from "./state/spool_entry.ts";

const SNAPSHOT_EVERY_MS = 10_000;

/**
 * Each run begins up to this many numbers on: where one state runs on two machines that can't be told apart, clones of one disk, their batches
 * of one slot are not taken for one and the same until the api has told them apart.
 */
const NUMBERS_APART = 1_000;

export interface BatchWriterOptions {
  readonly agent: string;
  readonly counters: readonly SourceCounter[];
  /** How far every file is read now, those that nobody follows included. */
  readonly marks: () => FileCheckpoint[];
  readonly spool: Spool;
  readonly minerStates: MinerStates;
  readonly clock: Clock;
  readonly onEvent: (event: AgentEvent) => void;
  /** A batch is in the spool. */
  readonly onDurable: () => void;
}

/**
 * Turns what the counters counted into batches, and writes them to the spool one after another while reading goes on. Miners
 * are saved between two batches, so that no snapshot knows a template whose record is in no batch.
 */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  readonly #waiting: SpoolEntry[] = [];
  readonly #unsaved = new Set<SourceCounter>();
  #nextNumber: number;
  #savedMs: number;
  #work: Promise<void> = Promise.resolve();

  /** `random` chooses the first number, from 0 to 1. */
  constructor(options: BatchWriterOptions, random = Math.random) {
    this.#options = options;
    this.#nextNumber = options.spool.nextNumber + Math.floor(random() * NUMBERS_APART);
    this.#savedMs = options.clock.now();
    for (const counter of options.counters) this.#unsaved.add(counter);
  }

  /** Batches that are not durable yet, oldest first. */
  get waiting(): readonly SpoolEntry[] {
    return this.#waiting;
  }

  /** Resolves when batches made so far are durable, or given up because `signal` aborted. */
  get idle(): Promise<void> {
    return this.#work;
  }

  /** Makes a batch of what was counted in the slot. False where that is nothing, unless `always` wants a checkpoint. */
  closeSlot(slotMs: number, signal: AbortSignal, { always = false } = {}): boolean {
    const entry = this.#take(slotMs, always);
    if (entry !== undefined) {
      this.#nextNumber++;
      this.#waiting.push(entry);
      this.#work = this.#work.then(() => this.#append(entry, signal));
    }
    return entry !== undefined;
  }

  /** Saves the miners that changed, where that is due or `now` is set, and removes the files that they make needless. To be called when all that was counted is in batches. */
  saveMiners(nowMs: number, now = false): void {
    if (!now && nowMs - this.#savedMs < SNAPSHOT_EVERY_MS) return;
    this.#savedMs = nowMs;
    const upTo = this.#nextNumber - 1;
    const states = [...this.#unsaved].map((counter): SavedMiner => ({
      source: counter.source,
      upTo,
      templates: counter.catalogue.records(),
      snapshot: counter.snapshot(),
    }));
    this.#unsaved.clear();
    this.#work = this.#work.then(() => this.#save(states, upTo));
  }

  #take(slotMs: number, always: boolean): SpoolEntry | undefined {
    const { agent, counters } = this.#options;
    const points: CounterBatch["points"][number][] = [];
    const templates: CounterBatch["templates"][number][] = [];
    const samples: CounterBatch["samples"][number][] = [];
    const lines: Record<string, number> = {};
    for (const counter of counters) {
      const slot = counter.takeSlot();
      counter.catalogue.sent(slot.templates);
      points.push(...slot.points);
      templates.push(...slot.templates);
      samples.push(...slot.samples);
      if (slot.lines > 0) lines[counter.source] = slot.lines;
      if (slot.templates.length > 0) this.#unsaved.add(counter);
    }
    if (!always && points.length === 0 && templates.length === 0) return undefined;
    const number = this.#nextNumber;
    return {
      number,
      slotMs,
      lines,
      position: this.#checkpoint(),
      batch: { agent, number, points, templates, samples },
    };
  }

  /** What is known of sources that are not followed this time is carried along. */
  #checkpoint(): Checkpoint {
    const { agent, spool, marks, counters } = this.#options;
    const totals = counters.map((counter): [string, SourceTotals] => [counter.source, counter.totals]);
    return { agent, files: marks(), sources: { ...spool.checkpoint.sources, ...Object.fromEntries(totals) } };
  }

  async #append(entry: SpoolEntry, signal: AbortSignal): Promise<void> {
    const { spool, clock, onEvent, onDurable } = this.#options;
    const isAfterOneGivenUp = this.#waiting[0] !== entry;
    if (isAfterOneGivenUp) return;
    for (let attempt = 1;; attempt++) {
      try {
        await spool.append(entry);
        this.#waiting.shift();
        return onDurable();
      } catch (error) {
        if (attempt === 1) onEvent({ kind: "warning", message: `${unwritable(error)}; trying again, reading waits` });
        if (signal.aborted) return;
        await clock.sleep(backoffMs(attempt), signal);
      }
    }
  }

  async #save(states: readonly SavedMiner[], upTo: number): Promise<void> {
    const { minerStates, spool, onEvent } = this.#options;
    if (this.#waiting.some((entry) => entry.number <= upTo)) return;
    try {
      for (const state of states) await minerStates.save(state);
      await spool.forget(upTo);
    } catch (error) {
      onEvent({ kind: "warning", message: `${unwritable(error)}; what was mined is saved later` });
      for (const counter of this.#options.counters) this.#unsaved.add(counter);
    }
  }
}

function unwritable(error: unknown): string {
  return `Cannot write the agent's state: ${messageOf(error)}`;
}
