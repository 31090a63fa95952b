import type { TemplateRecord } from "../core/counter_batch.ts";
import type { MinerEvent } from "./line_miner.ts";

/**
 * A source's templates as they are sent. A template's record goes with the first batch in which it is counted since the process
 * started, and again whenever it changes, so that a store that lost its registry gets it back.
 */
export class TemplateCatalogue {
  readonly #source: string;
  readonly #records = new Map<string, TemplateRecord>();
  readonly #announced = new Set<string>();
  readonly #changed = new Set<string>();

  constructor(source: string, records: Iterable<TemplateRecord> = []) {
    this.#source = source;
    for (const record of records) this.learn(record);
  }

  /** Templates that were not replaced. */
  get size(): number {
    return this.#records.size;
  }

  /** Records to keep in a snapshot. */
  records(): TemplateRecord[] {
    return [...this.#records.values()];
  }

  /** Takes over what an earlier run knew. */
  learn(record: TemplateRecord): void {
    if (record.replacedBy === undefined) this.#records.set(record.id, record);
    else this.#records.delete(record.id);
  }

  /** Notes what a miner did with lines of the slot; `preexisting` for lines that were there when a file was first opened. */
  apply(events: readonly MinerEvent[], slotMs: number, preexisting: boolean): void {
    for (const event of events) {
      const first = { source: this.#source, id: event.id, firstSeenMs: slotMs, initial: preexisting };
      if (event.kind === "created") {
        const { text, sample, ancestor } = event;
        this.#put({ ...first, text, sample, ...(ancestor === undefined ? {} : { ancestor }) });
      } else if (event.kind === "generalised") {
        this.#put({ ...first, sample: "", ...this.#records.get(event.id), text: event.text });
      } else if (event.kind === "merged") {
        this.#put({ ...first, text: "", sample: "", ...this.#records.get(event.id), replacedBy: event.into });
      }
    }
  }

  /** Notes that a template is counted in the slot. */
  use(template: { id: string; text: string; sample: string }, slotMs: number, preexisting: boolean): void {
    const { id, text, sample } = template;
    if (this.#announced.has(id)) return;
    this.#put(
      this.#records.get(id) ?? { source: this.#source, id, text, sample, firstSeenMs: slotMs, initial: preexisting },
    );
  }

  /** The records that have to be sent, each once. */
  takeChanged(): TemplateRecord[] {
    const changed = [...this.#changed].map((id) => this.#records.get(id)!);
    for (const { id, replacedBy } of changed) if (replacedBy !== undefined) this.#records.delete(id);
    this.#changed.clear();
    return changed;
  }

  #put(record: TemplateRecord): void {
    this.#records.set(record.id, record);
    this.#announced.add(record.id);
    this.#changed.add(record.id);
  }
}
