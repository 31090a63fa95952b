import { type TemplateRecord, UNKNOWN_HOST } from "../../core/counter_batch.ts";
import type { FieldNames } from "../../core/mining/fields/field_roles.ts";
import { Miner } from "../../core/mining/miner.ts";
import { OVERFLOW_ID } from "../../core/mining/templates/template.ts";
import type { OnRecord } from "../../counting/log_record.ts";
import { type CountedSlot, SourceCounter } from "../../counting/source_counter.ts";
import { NO_TOTALS, type SourceTotals } from "../../counting/source_totals.ts";
import { TemplateCatalogue } from "../../counting/template_catalogue.ts";
import { WorkTime } from "../work_time.ts";

/** Shapes that a miner's fast path remembers: 10,000 take about 0.2 MB, so that a thousand sources fit into memory. */
const MOST_SHAPES = 10_000;

/** How long the records of one request may be mined; others are served in between. */
const COUNT_WITHIN_MS = 5000;

/** How the lines of all sources are mined. */
export interface IntakeOptions {
  readonly maxTemplates: number;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
}

/** Gives records, in their order of arrival, to the function that it is given, and yields whenever others may be served. */
export type RecordGiver = (take: OnRecord) => Iterable<void>;

/** What a request's records came to, and that the store has them now. */
export interface CountedRecords extends CountedSlot {
  /** Says that the store has all of it. */
  stored(): void;
}

/**
 * Counts the raw lines of one source, and remembers what of it the store does not have yet, so that a request that fails loses no
 * template and is in no total.
 */
export class SourceIntake {
  readonly source: string;
  readonly #counter: SourceCounter;
  readonly #slotsInFlight = new Map<symbol, number>();
  #lastTurn: Promise<unknown> = Promise.resolve();
  #totals: SourceTotals = NO_TOTALS;

  /** @param known registry rows of the source: their ids hold for lines to come. */
  constructor(
    source: string,
    { known, maxTemplates, fields }: IntakeOptions & { readonly known: readonly TemplateRecord[] },
  ) {
    this.source = source;
    const rows = known.filter(({ replacedBy }) => replacedBy === undefined);
    const miner = new Miner({ maxTemplates, maxShapes: MOST_SHAPES });
    for (const row of rows) if (row.id !== OVERFLOW_ID) miner.learn(row);
    const catalogue = new TemplateCatalogue(source, rows);
    this.#counter = new SourceCounter({ source, host: UNKNOWN_HOST, miner, catalogue, fields, maxTemplates });
  }

  /** Counts records that arrived in the slot that starts at `slotMs`; requests take turns. @throws {RequestError} 413 where that takes too long: none is counted then. */
  count(records: RecordGiver, slotMs: number): Promise<CountedRecords> {
    const counted = this.#lastTurn.then(() => this.#count(records, slotMs));
    this.#lastTurn = counted.catch(() => {});
    return counted;
  }

  async #count(records: RecordGiver, slotMs: number): Promise<CountedRecords> {
    this.#counter.openSlot(slotMs);
    try {
      await givingTurns(records, this.#counter.chunk("live", false));
    } catch (error) {
      this.#counter.takeSlot();
      throw error;
    }
    const counted = this.#counter.takeSlot();
    return { ...counted, stored: () => this.#noteStored(counted, slotMs) };
  }

  /** Lines that the store has since it was made; those of requests that failed are not among them. */
  get totals(): SourceTotals {
    return this.#totals;
  }

  /** Says that lines of a slot are on their way to the store, until the result is disposed. */
  holdSlot(slotMs: number): Disposable {
    const hold = Symbol();
    this.#slotsInFlight.set(hold, slotMs);
    return { [Symbol.dispose]: () => this.#slotsInFlight.delete(hold) };
  }

  /** The earliest slot with lines on their way, or Infinity. */
  earliestHeldSlotMs(): number {
    return Math.min(...this.#slotsInFlight.values());
  }

  /** Whether it has something that the store does not have yet. */
  isBusy(): boolean {
    return this.#slotsInFlight.size > 0 || this.#counter.catalogue.unsent().length > 0;
  }

  #noteStored({ templates, lines }: CountedSlot, slotMs: number): void {
    this.#counter.catalogue.sent(templates);
    if (lines === 0) return;
    const { read, counted, firstLiveMs } = this.#totals;
    this.#totals = {
      read: read + lines,
      counted: counted + lines,
      firstLiveMs: Math.min(slotMs, firstLiveMs ?? slotMs),
    };
  }
}

async function givingTurns(records: RecordGiver, take: OnRecord): Promise<void> {
  const time = new WorkTime(COUNT_WITHIN_MS);
  let isDue = false;
  const steps = records((record) => {
    if (time.step()) isDue = true;
    take(record);
  });
  for (const _ of steps) {
    if (isDue) await time.rest();
    isDue = false;
  }
}
