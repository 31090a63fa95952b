import type { Clock } from "../../core/clock.ts";
import type { CounterBatch } from "../../core/counter_batch.ts";
import { slotStart } from "../../counting/slot_time.ts";
import type { ReplyStore } from "../../store/ports/replies.ts";
import { StoreRefusedError } from "../../store/store_errors.ts";
import type { BatchIngestion } from "../batches/batch_ingestion.ts";
import { OTHER } from "../cardinality/most.ts";
import type { SourceLimit } from "../cardinality/source_limit.ts";
import { RequestError } from "../request_error.ts";
import type { BatchIdentity } from "./batch_identity.ts";
import { KeyedBatches, type LineOutcome, type RequestKey } from "./keyed_batches.ts";
import type { CountedRecords, RecordGiver } from "./source_intake.ts";
import { MOST_SOURCES, type SourceIntakes } from "./source_intakes.ts";

/** The records of each source. */
export type RecordsBySource = ReadonlyMap<string, RecordGiver>;

/** What {@linkcode LineIngestion} works with. */
export interface LineIngestionOptions {
  readonly store: ReplyStore;
  readonly clock: Clock;
  readonly slotMs: number;
  readonly intakes: SourceIntakes;
  readonly sources: SourceLimit;
  readonly batches: BatchIngestion;
  /** Names the batches of requests without a key. */
  readonly identity: BatchIdentity;
}

/**
 * Takes raw lines from other tools: here the api is the agent. Records are counted per source in the slot in which their request
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
  async ingest(given: RecordsBySource, { key }: { readonly key?: RequestKey } = {}): Promise<LineOutcome> {
    if (given.size > MOST_SOURCES) {
      throw new RequestError(
        400,
        `Cannot take lines of "${given.size}" sources at once: expected at most ${MOST_SOURCES}`,
      );
    }
    const lines = await this.#admitted(given);
    const save = (batch: CounterBatch) => this.#save(batch);
    if (key !== undefined) return await this.#keyed.once(key, (saveKeyed) => this.#mined(lines, saveKeyed), save);
    return { stored: await this.#mined(lines, save), repeated: false };
  }

  /** Records of sources that are not told apart are those of one. */
  async #admitted(lines: RecordsBySource): Promise<RecordsBySource> {
    const admitted = await this.#options.sources.admitted(lines.keys());
    if (admitted.size === lines.size) return lines;
    const groups = Map.groupBy(lines, ([source]) => admitted.has(source) ? source : OTHER);
    return new Map([...groups].map(([source, own]) => [source, inTurn(own.map(([, give]) => give))]));
  }

  async #mined(
    lines: RecordsBySource,
    save: (batch: CounterBatch, lines: number) => Promise<unknown>,
  ): Promise<number> {
    const { clock, identity, intakes, slotMs: slotLengthMs } = this.#options;
    const opened = await Promise.all([...lines.keys()].map((source) => intakes.get(source)));
    const slotMs = slotStart(clock.now(), slotLengthMs);
    using holds = new DisposableStack();
    for (const intake of opened) holds.use(intake.holdSlot(slotMs));
    const counted = await allCounted(opened.map((intake) => intake.count(lines.get(intake.source)!, slotMs)));
    const batch: CounterBatch = {
      ...identity.next(),
      points: counted.flatMap(({ points }) => points),
      samples: counted.flatMap(({ samples }) => samples),
      templates: counted.flatMap(({ templates }) => templates),
    };
    const total = counted.reduce((sum, { lines }) => sum + lines, 0);
    await save(batch, total);
    for (const each of counted) each.stored();
    return total;
  }

  async #save(batch: CounterBatch): Promise<void> {
    const { rejected, reason } = await this.#options.batches.save(batch);
    if (rejected > 0) {
      throw new StoreRefusedError(`Cannot store ${rejected} lines: ${reason ?? "the store refused them"}`);
    }
  }
}

function inTurn(givers: readonly RecordGiver[]): RecordGiver {
  return function* (take) {
    for (const give of givers) yield* give(take);
  };
}

/** What each source's records came to, once none is being counted. @throws the first that failed. */
async function allCounted(counting: readonly Promise<CountedRecords>[]): Promise<CountedRecords[]> {
  await Promise.allSettled(counting);
  return await Promise.all(counting);
}
