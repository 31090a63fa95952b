import type { Clock } from "../../core/clock.ts";
import type { CounterBatch } from "../../core/counter_batch.ts";
import type { ReplyStore } from "../../store/ports/replies.ts";
import type { BatchIngestion } from "../batches/batch_ingestion.ts";
import { StoreRefusedError } from "../../store/store_errors.ts";
import { RequestError } from "../request_error.ts";
import type { BatchIdentity } from "./batch_identity.ts";
import { KeyedBatches, type LineOutcome, type RequestKey } from "./keyed_batches.ts";
import { LineTally } from "./line_tally.ts";
import type { RawLine } from "./raw_line.ts";
import type { SourceMiner } from "./source_miner.ts";
import { MOST_SOURCES, type SourceMiners } from "./source_miners.ts";

/** Lines by source, in their order of arrival. */
export type LinesBySource = ReadonlyMap<string, Iterable<RawLine>>;

/** What {@linkcode LineIngestion} works with. */
export interface LineIngestionOptions {
  readonly store: ReplyStore;
  readonly clock: Clock;
  readonly slotMs: number;
  readonly miners: SourceMiners;
  readonly batches: BatchIngestion;
  /** Names the batches of requests without a key. */
  readonly identity: BatchIdentity;
}

/**
 * Takes raw lines from other tools: here the api is the agent. Lines are mined per source and counted in the slot in which their request
 * was read, one batch per request. Used by `POST /ingest` and by line protocol alike.
 */
export class LineIngestion {
  readonly #options: LineIngestionOptions;
  readonly #keyed: KeyedBatches;

  constructor(options: LineIngestionOptions) {
    this.#options = options;
    this.#keyed = new KeyedBatches(options.store, options.clock);
  }

  /**
   * Resolves when the store has all lines: at least once, and exactly once with a `key` (see {@linkcode KeyedBatches}).
   * When it rejects, the lines may or may not be stored, and the client sends them again.
   *
   * @throws {StoreUnavailableError} when the store can't be reached.
   * @throws {RequestError} 400 for too many sources, 422 for a key that was used with another body.
   * @throws {StoreRefusedError} when a repeated request is older than the store's retention.
   */
  async ingest(lines: LinesBySource, { key }: { readonly key?: RequestKey } = {}): Promise<LineOutcome> {
    if (lines.size > MOST_SOURCES) {
      throw new RequestError(
        400,
        `Cannot take lines of "${lines.size}" sources at once: expected at most ${MOST_SOURCES}`,
      );
    }
    const save = (batch: CounterBatch) => this.#save(batch);
    if (key !== undefined) return await this.#keyed.once(key, (saveKeyed) => this.#mined(lines, saveKeyed), save);
    return { stored: await this.#mined(lines, save), repeated: false };
  }

  async #mined(
    lines: LinesBySource,
    save: (batch: CounterBatch) => Promise<number>,
  ): Promise<number> {
    const { clock, identity, miners, slotMs: slotLengthMs } = this.#options;
    const opened = await Promise.all([...lines.keys()].map((source) => miners.get(source)));
    const nowMs = clock.now();
    const slotMs = Math.floor(nowMs / slotLengthMs) * slotLengthMs;
    using holds = new DisposableStack();
    for (const miner of opened) holds.use(miner.holdSlot(slotMs));
    const tallies = opened.map((miner) => tallied(miner, lines.get(miner.source) ?? [], slotMs));
    const batch: CounterBatch = {
      ...identity.next(),
      points: tallies.flatMap((tally) => tally.points()),
      samples: tallies.flatMap((tally) => tally.samples(nowMs)),
      templates: opened.flatMap((miner) => miner.unsaved()),
    };
    const stored = await save(batch);
    for (const miner of opened) miner.saved(batch.templates);
    for (const tally of tallies) tally.stored();
    return stored;
  }

  async #save(batch: CounterBatch): Promise<number> {
    const { stored, rejected, reason } = await this.#options.batches.save(batch);
    if (rejected > 0) {
      throw new StoreRefusedError(`Cannot store ${rejected} lines: ${reason ?? "the store refused them"}`);
    }
    return stored;
  }
}

function tallied(miner: SourceMiner, lines: Iterable<RawLine>, slotMs: number): LineTally {
  const tally = new LineTally(miner, slotMs);
  for (const line of lines) tally.add(line);
  miner.noteEvents(slotMs);
  return tally;
}
