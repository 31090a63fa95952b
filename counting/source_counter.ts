import type { CounterPoint, SampleLine, TemplateRecord } from "../core/counter_batch.ts";
import type { FieldNames } from "../core/mining/fields/field_roles.ts";
import { lineSample } from "../core/mining/line_sample.ts";
import type { Mode } from "../core/mode.ts";
import { GivenTemplates } from "./given_templates.ts";
import type { LineMiner } from "./line_miner.ts";
import { HistoryCounter } from "./history_counter.ts";
import type { LogRecord, OnRecord, RecordSink } from "./log_record.ts";
import { RecordMiner } from "./record_miner.ts";
import { SampleTurns } from "./sample_turns.ts";
import { modeNumber, SlotCounter, type Tally } from "./slot_counter.ts";
import { type LossReason, type LostLines, withLost } from "../core/loss.ts";
import { NO_TOTALS, type SourceTotals } from "./source_totals.ts";
import type { MinedText, TemplateCatalogue } from "./template_catalogue.ts";

const LIVE = modeNumber("live"), BACKLOG = modeNumber("backlog"), HISTORY = modeNumber("history");

/** What a source's records in a slot came to. */
export interface CountedSlot {
  readonly points: CounterPoint[];
  /** Records of templates that are not known to have arrived: say so with the catalogue's `sent`. */
  readonly templates: TemplateRecord[];
  readonly samples: SampleLine[];
  /** Lines of the records that were counted. */
  readonly lines: number;
}

/** What a {@linkcode SourceCounter} counts with. */
export interface SourceCounterOptions {
  readonly source: string;
  /** Host of records that name none. */
  readonly host: string;
  readonly miner: LineMiner;
  readonly catalogue: TemplateCatalogue;
  /** Names of fields that hold a record's parts. @default {the usual ones} */
  readonly fields?: FieldNames;
  /** Templates above which those that senders give go into the overflow template. @default 2000 */
  readonly maxTemplates?: number;
  /** What was read and counted before. @default {nothing} */
  readonly totals?: SourceTotals;
}

/** Mines and counts the records of one source, slot by slot. Pure: the slot's time is given. */
export class SourceCounter implements RecordSink {
  readonly source: string;
  readonly catalogue: TemplateCatalogue;
  readonly #host: string;
  readonly #miner: LineMiner;
  readonly #records: RecordMiner;
  readonly #given: GivenTemplates;
  readonly #counter = new SlotCounter();
  readonly #history = new HistoryCounter();
  readonly #turns = new SampleTurns();
  #samples: { readonly handle: number; readonly line: string; readonly atMs: number }[] = [];
  /** Handles that the miner has given so far. */
  #handles = 0;
  #slotMs = 0;
  #mode = 0;
  #isPreexisting = false;
  #read: number;
  /** Lines of the slot's records beyond the first of each. */
  #furtherLines = 0;
  #firstLiveMs: number | null;
  #totals: SourceTotals;
  #lost: LostLines | undefined;

  constructor(
    { source, host, miner, catalogue, fields, maxTemplates = 2_000, totals = NO_TOTALS }: SourceCounterOptions,
  ) {
    this.source = source;
    this.catalogue = catalogue;
    this.#host = host;
    this.#miner = miner;
    this.#records = new RecordMiner(miner, fields);
    this.#given = new GivenTemplates(catalogue, maxTemplates);
    this.#totals = totals;
    this.#read = totals.read;
    this.#firstLiveMs = totals.firstLiveMs;
    this.#lost = totals.lost;
  }

  /** Lines read since counting began, the open slot's included. */
  get read(): number {
    return this.#read;
  }

  /** Counters that the open slot holds so far. */
  get openPoints(): number {
    return this.#counter.size + this.#history.size;
  }

  /** Counters of the past that the open slot holds so far. */
  get openPast(): number {
    return this.#history.size;
  }

  /** Totals as of the last `takeSlot`. */
  get totals(): SourceTotals {
    return this.#totals;
  }

  /** The miner's state as of the last `takeSlot`. */
  snapshot(): string {
    return this.#miner.snapshot();
  }

  /** Begins a slot; the one before was taken. */
  openSlot(slotMs: number): void {
    this.#slotMs = slotMs;
  }

  /** Notes lines that were there, and went before they could be read. */
  lose(lines: number, reason: LossReason): void {
    this.#read += lines;
    this.#lost = withLost(this.#lost ?? {}, reason, lines);
  }

  chunk(mode: Mode, preexisting: boolean): OnRecord {
    this.#collectEvents();
    this.#mode = modeNumber(mode);
    this.#isPreexisting = preexisting;
    return this.#onRecord;
  }

  /** What the open slot came to; its counters begin again at 0. */
  takeSlot(): CountedSlot {
    this.#collectEvents();
    const points = this.#takePoints();
    const lines = points.reduce((sum, point) => sum + point.count, this.#furtherLines);
    this.#furtherLines = 0;
    const counted = this.#totals.counted + lines;
    const lost = this.#lost && { lost: this.#lost };
    this.#totals = { read: this.#read, counted, firstLiveMs: this.#firstLiveMs, ...lost };
    return { points, templates: this.catalogue.unsent(), samples: this.#takeSamples(), lines };
  }

  readonly #onRecord = (record: LogRecord): void => {
    this.#read += record.lines;
    if (record.lines > 1) this.#furtherLines += record.lines - 1;
    if (this.#mode === HISTORY) return this.#countPast(record);
    if (record.template !== undefined) return this.#countGiven(record, record.template);
    this.#count(record, this.#mode);
  };

  #count(record: LogRecord, mode: number): void {
    const handle = this.#records.mine(record);
    const isFirst = this.#counter.addOf(this.#hostElsewhere, handle, this.#records.level, mode);
    if (isFirst) this.#touch(handle, record);
  }

  /** A record of the past goes to its own slot; one that has no time is backlog. */
  #countPast(record: LogRecord): void {
    const { slotMs } = record;
    if (slotMs === undefined) return this.#count(record, BACKLOG);
    const handle = this.#records.mine(record);
    if (handle >= this.#handles) {
      this.#handles = handle + 1;
      this.#collectEvents(slotMs);
    }
    const isFirst = this.#history.add(slotMs, handle, this.#records.level, this.#hostElsewhere);
    if (isFirst) this.#touch(handle, record);
  }

  /** The host that the last record names, where it is another than the agent's own. */
  get #hostElsewhere(): string | undefined {
    const { host } = this.#records;
    return host === this.#host ? undefined : host;
  }

  #countGiven(record: LogRecord, text: string): void {
    const handle = this.#given.take(text, this.#firstSeen(), () => sampleOf(record));
    if (this.#counter.addSparse(record.host, handle, record.level ?? 0, this.#mode)) this.#touch(handle, record);
  }

  #touch(handle: number, record: LogRecord): void {
    if (this.#mode === LIVE) this.#firstLiveMs ??= this.#slotMs;
    const survivor = handle < 0 ? handle : this.#miner.resolve(handle);
    if (!this.#turns.take(survivor, this.#slotMs)) return;
    this.#samples.push({ handle, line: sampleOf(record), atMs: record.slotMs ?? this.#slotMs });
  }

  #firstSeen(slotMs = this.#slotMs): { slotMs: number; preexisting: boolean } {
    return { slotMs, preexisting: this.#isPreexisting };
  }

  #collectEvents(slotMs = this.#slotMs): void {
    for (const event of this.#miner.takeEvents()) this.catalogue.apply(event, this.#firstSeen(slotMs));
  }

  /** One point per (slot, template, level, mode, host): handles whose templates were merged in the slot are added up. */
  #takePoints(): CounterPoint[] {
    const points = this.#joined(this.#counter.take());
    for (const { slotMs, tallies } of this.#history.take()) {
      for (const point of this.#joined(tallies, slotMs)) points.push(point);
    }
    return points;
  }

  /** Points of the tallies of one slot. */
  #joined(tallies: readonly Tally[], slotMs = this.#slotMs): CounterPoint[] {
    const points = new Map<string, { -readonly [Key in keyof CounterPoint]: CounterPoint[Key] }>();
    for (const tally of tallies) {
      const point = this.#pointOf(tally, slotMs);
      const identity = `${point.template} ${point.level} ${point.mode} ${point.host}`;
      const before = points.get(identity);
      if (before === undefined) points.set(identity, point);
      else before.count += point.count;
    }
    return [...points.values()];
  }

  #pointOf({ handle, level, mode, host = this.#host, count }: Tally, slotMs: number): CounterPoint {
    const { source } = this;
    return { source, host, level, template: this.#used(handle, slotMs), mode, slotMs, count };
  }

  /** Id of the template that a handle now stands for, whose record is sent with the count. */
  #used(handle: number, slotMs: number): string {
    const template = this.#template(handle);
    this.catalogue.use(template, this.#firstSeen(slotMs));
    return template.id;
  }

  #template(handle: number): MinedText {
    return handle < 0 ? this.#given.template(handle) : this.#miner.template(this.#miner.resolve(handle));
  }

  #takeSamples(): SampleLine[] {
    const { source } = this;
    return this.#samples.splice(0).map(({ handle, line, atMs }) => ({
      source,
      template: this.#template(handle).id,
      line,
      atMs,
    }));
  }
}

function sampleOf({ buffer, start, end }: LogRecord): string {
  return lineSample(buffer, start, end);
}
