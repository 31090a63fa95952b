import type { TemplateRecord } from "../../core/counter_batch.ts";
import { LEVELS } from "../../core/mining/header/levels.ts";
import { Miner } from "../../core/mining/miner.ts";
import { contentId } from "../../core/mining/templates/content_id.ts";
import { type MiningEvent, OVERFLOW_ID } from "../../core/mining/templates/template.ts";
import { applyMiningEvent } from "./apply_mining_event.ts";
import type { RawLine } from "./raw_line.ts";
import { sampleText } from "./sample_text.ts";

/** The longest part of a line that is mined, bytes; the rest is left out, the line counts once. As the agent does it. */
export const LONGEST_LINE_BYTES = 65_536;

/** Shapes that a miner's fast path remembers: 10,000 take about 0.2 MB, so that a thousand sources fit into memory. */
const MOST_SHAPES = 10_000;

/** How long a template's newest sample line stands before the next one is taken. */
const SAMPLE_INTERVAL_MS = 10_000;

/** Which template and level a line has. `handle` holds until the request's end, see {@linkcode SourceMiner.idOf}. */
export interface MinedLine {
  readonly handle: number | string;
  readonly level: string;
}

/**
 * Mines the raw lines of one source, and remembers which of its templates the registry does not have yet: a template
 * leaves that list only when a batch with it is stored, so that a failed request never loses one.
 */
export class SourceMiner {
  readonly source: string;
  #stored = 0;
  #firstLiveMs: number | null = null;
  readonly #miner: Miner;
  readonly #maxTemplates: number;
  readonly #known = new Map<string, TemplateRecord>();
  readonly #unsaved = new Map<string, TemplateRecord>();
  readonly #slotsInFlight = new Map<symbol, number>();
  readonly #sampledMs = new Map<string, number>();

  /** @param known registry rows of the source: their ids hold for lines to come. */
  constructor(
    source: string,
    { known, maxTemplates }: { readonly known: readonly TemplateRecord[]; readonly maxTemplates: number },
  ) {
    this.source = source;
    this.#maxTemplates = maxTemplates;
    this.#miner = new Miner({ maxTemplates, maxShapes: MOST_SHAPES });
    for (const record of known) {
      if (record.replacedBy !== undefined) continue;
      this.#known.set(record.id, record);
      if (record.id !== OVERFLOW_ID) this.#miner.learn(record);
    }
  }

  /** Takes one line that arrived in the slot that starts at `slotMs`. */
  mine(line: RawLine, slotMs: number): MinedLine {
    const { buffer, start } = line;
    const end = Math.min(line.end, start + LONGEST_LINE_BYTES);
    if (line.template !== undefined) return this.#take(line.template, line, slotMs);
    const handle = this.#miner.mine(buffer, start, end);
    const level = line.level ?? LEVELS[this.#miner.lastLevel];
    return { handle, level };
  }

  /** Takes note of what the miner has learned since the last call, from lines of the slot that starts at `slotMs`. */
  noteEvents(slotMs: number): void {
    for (const event of this.#miner.takeEvents()) this.#note(event, slotMs);
  }

  /** Id of the template of a mined line, merges since then included. */
  idOf(handle: number | string): string {
    return typeof handle === "string" ? handle : this.#miner.template(handle).id;
  }

  /** Templates that the registry lacks, as they are now. */
  unsaved(): TemplateRecord[] {
    return [...this.#unsaved.values()];
  }

  /** Says that the registry has `records`; those that changed meanwhile stay unsaved. */
  saved(records: readonly TemplateRecord[]): void {
    for (const record of records) {
      if (this.#unsaved.get(record.id) !== record) continue;
      this.#unsaved.delete(record.id);
      if (record.replacedBy !== undefined) this.#known.delete(record.id);
    }
  }

  /** Says that the store has `lines` of the slot that starts at `slotMs`. */
  countStored(lines: number, slotMs: number): void {
    if (lines === 0) return;
    this.#stored += lines;
    this.#firstLiveMs = Math.min(slotMs, this.#firstLiveMs ?? slotMs);
  }

  /** Lines that were stored since it was made; those of requests that failed are not among them. */
  get stored(): number {
    return this.#stored;
  }

  /** Slot of the first stored line, epoch milliseconds, or null. */
  get firstLiveMs(): number | null {
    return this.#firstLiveMs;
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

  /** Whether a new sample line of `template` is due, which then counts as taken: so that a busy template costs one write now and then. */
  takeSampleTurn(template: string, atMs: number): boolean {
    const last = this.#sampledMs.get(template);
    if (last !== undefined && atMs - last < SAMPLE_INTERVAL_MS) return false;
    this.#sampledMs.set(template, atMs);
    return true;
  }

  /** Whether it has something that the store does not have yet. */
  isBusy(): boolean {
    return this.#slotsInFlight.size > 0 || this.#unsaved.size > 0;
  }

  #take(text: string, line: RawLine, slotMs: number): MinedLine {
    const level = line.level ?? "-";
    const id = contentId(text);
    if (this.#known.has(id)) return { handle: id, level };
    if (this.#known.size >= this.#maxTemplates) {
      this.#note({ kind: "overflowed", id: OVERFLOW_ID }, slotMs);
      return { handle: OVERFLOW_ID, level };
    }
    this.#note({ kind: "created", id, text, sample: sampleText(line) }, slotMs);
    return { handle: id, level };
  }

  #note(event: MiningEvent, slotMs: number): void {
    const record = applyMiningEvent(this.#known.get(event.id), event, { source: this.source, slotMs });
    this.#known.set(record.id, record);
    this.#unsaved.set(record.id, record);
  }
}
