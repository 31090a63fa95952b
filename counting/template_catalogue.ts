import type { TemplateRecord } from "../core/counter_batch.ts";
import type { MinedTemplate, MiningEvent } from "../core/mining/templates/template.ts";

/** A template as its miner knows it. */
export type MinedText = Pick<MinedTemplate, "id" | "text" | "sample">;

/** When a template was met, and whether it was there when a file was first opened. */
export interface FirstSeen {
  readonly slotMs: number;
  readonly preexisting: boolean;
}

/**
 * A source's templates as they are sent. A template's record goes with the first batch in which it is counted since the process
 * started, so that a store that lost its registry gets it back, and again whenever it changes; and with every batch until one
 * of them is known to have arrived.
 */
export class TemplateCatalogue {
  readonly #source: string;
  readonly #records = new Map<string, TemplateRecord>();
  readonly #announced = new Set<string>();
  readonly #unsent = new Map<string, TemplateRecord>();

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

  /** Whether there is a template with this id that was not replaced. */
  has(id: string): boolean {
    return this.#records.has(id);
  }

  /** Takes over what an earlier run or the registry knows. */
  learn(record: TemplateRecord): void {
    if (record.replacedBy === undefined) this.#records.set(record.id, record);
    else this.#records.delete(record.id);
  }

  /** Notes what a miner did with records of the slot. The overflow template counts once it is used. */
  apply(event: MiningEvent, first: FirstSeen): void {
    if (event.kind !== "overflowed") this.#put({ ...this.#known(event.id, first), ...changeOf(event) });
  }

  /** Notes that a template is counted in the slot, of the past too: a line that is too old for a slot of its own is met as of now. */
  use({ id, text, sample }: MinedText, first: FirstSeen): void {
    const known = this.#records.get(id);
    const isEarlier = known !== undefined && first.preexisting && first.slotMs < known.firstSeenMs;
    if (isEarlier) this.#put({ ...known, firstSeenMs: first.slotMs });
    else if (!this.#announced.has(id)) this.#put(known ?? { ...this.#known(id, first), text, sample });
  }

  /** The records that have to be sent, as they are now. */
  unsent(): TemplateRecord[] {
    return [...this.#unsent.values()];
  }

  /** Says that `records` will arrive or have arrived; those that changed meanwhile stay unsent. */
  sent(records: readonly TemplateRecord[]): void {
    for (const record of records) {
      if (this.#unsent.get(record.id) !== record) continue;
      this.#unsent.delete(record.id);
      if (record.replacedBy !== undefined) this.#records.delete(record.id);
    }
  }

  #known(id: string, { slotMs, preexisting }: FirstSeen): TemplateRecord {
    const first = { source: this.#source, id, text: "", sample: "", firstSeenMs: slotMs, initial: preexisting };
    return this.#records.get(id) ?? first;
  }

  #put(record: TemplateRecord): void {
    this.#records.set(record.id, record);
    this.#announced.add(record.id);
    this.#unsent.set(record.id, record);
  }
}

function changeOf(event: Exclude<MiningEvent, { kind: "overflowed" }>): Partial<TemplateRecord> {
  switch (event.kind) {
    case "created":
      return {
        text: event.text,
        sample: event.sample,
        ...(event.ancestor !== undefined && { ancestor: event.ancestor }),
      };
    case "generalised":
      return { text: event.text };
    case "merged":
      return { replacedBy: event.into };
  }
}
