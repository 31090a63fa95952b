import { modeNumber, SlotCounter, type Tally } from "./slot_counter.ts";

const HISTORY = modeNumber("history");

/** What the records of one slot of the past with one handle and level came to. */
export interface PastTally extends Tally {
  readonly slotMs: number;
}

/**
 * Counts records of the past by their own slots until they are taken. Logs are in order but for a little: a slot that records come
 * back to has its tallies several times.
 */
export class HistoryCounter {
  readonly #counter = new SlotCounter();
  #slotMs = 0;
  #left: PastTally[] = [];

  /** Counters that are not 0. */
  get size(): number {
    return this.#left.length + this.#counter.size;
  }

  /** Counts one record, and returns whether it is the first of its kind in this visit to the slot. For handles from 0 on, dense. */
  add(slotMs: number, handle: number, level: number): boolean {
    if (slotMs !== this.#slotMs) this.#leave(slotMs);
    return this.#counter.add(handle, level, HISTORY);
  }

  /** What was counted; everything begins again at 0. */
  take(): PastTally[] {
    this.#leave(this.#slotMs);
    return this.#left.splice(0);
  }

  #leave(slotMs: number): void {
    for (const tally of this.#counter.take()) this.#left.push({ ...tally, slotMs: this.#slotMs });
    this.#slotMs = slotMs;
  }
}
