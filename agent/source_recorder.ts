import type { CounterPoint, SampleLine, TemplateRecord } from "../core/counter_batch.ts";
import { LEVELS } from "../core/mining/header/levels.ts";
import type { Mode } from "../core/mode.ts";
import type { LineSink } from "./input/line_sink.ts";
import type { LineMiner } from "./line_miner.ts";
import type { OnLine } from "./line_splitter.ts";
import { sampleText } from "./sample_text.ts";
import type { SourceTotals } from "./state/checkpoint.ts";
import type { TemplateCatalogue } from "./template_catalogue.ts";

/** A template shows a new sample line at most this often. */
const SAMPLE_EVERY_MS = 10_000;

const MODES: readonly Mode[] = ["live", "backlog"];
/** A counter's index is `handle << KEY_BITS | level << 1 | mode`. */
const KEY_BITS = 4;

/** What a source's lines in a slot came to. */
export interface SlotRecord {
  readonly points: CounterPoint[];
  readonly templates: TemplateRecord[];
  readonly samples: SampleLine[];
  readonly lines: number;
}

/** Mines and counts the lines of one source, slot by slot. */
export class SourceRecorder implements LineSink {
  readonly source: string;
  readonly catalogue: TemplateCatalogue;
  readonly #host: string;
  readonly #miner: LineMiner;
  #counts = new Uint32Array(1024);
  #touched: number[] = [];
  #samples: SampleLine[] = [];
  #sampledMs = new Map<number, number>();
  #slotMs = 0;
  #modeBit = 0;
  #isPreexisting = false;
  #read: number;
  #firstLiveMs: number | null;
  #totals: SourceTotals;

  constructor(
    { source, host, miner, catalogue, totals = { read: 0, counted: 0, firstLiveMs: null } }: {
      source: string;
      host: string;
      miner: LineMiner;
      catalogue: TemplateCatalogue;
      totals?: SourceTotals;
    },
  ) {
    this.source = source;
    this.catalogue = catalogue;
    this.#host = host;
    this.#miner = miner;
    this.#totals = totals;
    this.#read = totals.read;
    this.#firstLiveMs = totals.firstLiveMs;
  }

  /** Lines read since the agent's state was created, the open slot's included. */
  get read(): number {
    return this.#read;
  }

  /** Counters that the open slot holds so far. */
  get openPoints(): number {
    return this.#touched.length;
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

  chunk(mode: Mode, preexisting: boolean): OnLine {
    this.#collectEvents();
    this.#modeBit = MODES.indexOf(mode);
    this.#isPreexisting = preexisting;
    return this.#onLine;
  }

  /** What the open slot came to; its counters begin again at 0. */
  takeSlot(): SlotRecord {
    this.#collectEvents();
    const points = this.#takePoints();
    const lines = points.reduce((sum, point) => sum + point.count, 0);
    this.#totals = { read: this.#read, counted: this.#totals.counted + lines, firstLiveMs: this.#firstLiveMs };
    const templates = this.catalogue.takeChanged();
    return { points, templates, samples: this.#samples.splice(0), lines };
  }

  readonly #onLine = (buffer: Uint8Array, start: number, end: number): void => {
    const handle = this.#miner.mine(buffer, start, end);
    const key = handle << KEY_BITS | this.#miner.lastLevel << 1 | this.#modeBit;
    this.#read++;
    if (key >= this.#counts.length) this.#grow(key);
    if (this.#counts[key]++ === 0) this.#touch(key, buffer, start, end);
  };

  #touch(key: number, buffer: Uint8Array, start: number, end: number): void {
    this.#touched.push(key);
    if (this.#modeBit === 0) this.#firstLiveMs ??= this.#slotMs;
    const handle = key >> KEY_BITS;
    const sampledMs = this.#sampledMs.get(handle);
    if (sampledMs !== undefined && Math.abs(this.#slotMs - sampledMs) < SAMPLE_EVERY_MS) return;
    this.#sampledMs.set(handle, this.#slotMs);
    const { id } = this.#miner.template(handle);
    this.#samples.push({ source: this.source, template: id, line: sampleText(buffer, start, end), atMs: this.#slotMs });
  }

  #grow(key: number): void {
    const larger = new Uint32Array(Math.max(this.#counts.length * 2, key + 1));
    larger.set(this.#counts);
    this.#counts = larger;
  }

  #collectEvents(): void {
    const events = this.#miner.takeEvents();
    if (events.length > 0) this.catalogue.apply(events, this.#slotMs, this.#isPreexisting);
  }

  /** One point per (level, template, mode): handles whose templates were merged in the slot are added up. */
  #takePoints(): CounterPoint[] {
    const points = new Map<string, CounterPoint>();
    for (const key of this.#touched) {
      const template = this.#miner.template(this.#miner.resolve(key >> KEY_BITS));
      const level = LEVELS[key >> 1 & 7];
      const mode = MODES[key & 1];
      this.catalogue.use(template, this.#slotMs, this.#isPreexisting);
      const identity = `${template.id} ${level} ${mode}`;
      const count = this.#counts[key] + (points.get(identity)?.count ?? 0);
      const { source } = this;
      points.set(identity, {
        source,
        host: this.#host,
        level,
        template: template.id,
        mode,
        slotMs: this.#slotMs,
        count,
      });
      this.#counts[key] = 0;
    }
    this.#touched.length = 0;
    return [...points.values()];
  }
}
