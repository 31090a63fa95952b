import { modeNumber, SlotCounter, type Tally } from "./slot_counter.ts";

const HISTORY = modeNumber("history");

/** What the records of one slot of the past came to. */
export interface PastSlot {
  readonly slotMs: number;
  /** One a handle and level and visit: logs are in order but for a little, and records may come back to a slot. */
  readonly tallies: readonly Tally[];
}

/** Counts records of the past by their own slots until they are taken. */
export class HistoryCounter {
  readonly #counter = new SlotCounter();
  #slotMs = 0;
  /** Tallies of slots that were left. */
  readonly #left = new Map<number, Tally[]>();
  #leftTallies = 0;

  /** Counters that are not 0. */
  get size(): number {
    return this.#leftTallies + this.#counter.size;
  }

  /**
   * Counts one record, and returns whether it is the first of its kind in this visit to the slot. For handles from 0 on, dense.
   * @param host undefined: the counter's own
   */
  add(slotMs: number, handle: number, level: number, host?: string): boolean {
    if (slotMs !== this.#slotMs) this.#leave(slotMs);
    return this.#counter.addOf(host, handle, level, HISTORY);
  }

  /** What was counted, each slot once; everything begins again at 0. */
  take(): PastSlot[] {
    this.#leave(this.#slotMs);
    const slots = [...this.#left].map(([slotMs, tallies]) => ({ slotMs, tallies }));
    this.#left.clear();
    this.#leftTallies = 0;
    return slots;
  }

  #leave(slotMs: number): void {
    const tallies = this.#counter.take();
    const before = this.#left.get(this.#slotMs);
    if (before !== undefined) before.push(...tallies);
    else if (tallies.length > 0) this.#left.set(this.#slotMs, tallies);
    this.#leftTallies += tallies.length;
    this.#slotMs = slotMs;
  }
}
