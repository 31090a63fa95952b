import { addCount } from "../add_count.ts";

/** Lines of one template and level in a window. */
export interface EventTimeCount {
  /** The miner's handle, not resolved. */
  readonly handle: number;
  /** Index into LEVELS. */
  readonly level: number;
  /** At least 1. */
  readonly count: number;
}

/** A window that has lines. */
export interface EventTimeWindow {
  /** Its start, epoch milliseconds, a multiple of the window's length. */
  readonly startMs: number;
  readonly counts: readonly EventTimeCount[];
  /** Lines per host, of those whose host was told. */
  readonly hosts: ReadonlyMap<string, number>;
}

/** How lines are put in order. */
export interface EventTimeCounterOptions {
  /** Length of a window, aligned to the epoch. @default 60000 */
  readonly windowMs?: number;
  /** How far a line may be behind the others; Infinity holds all windows to the end. @default 60000 */
  readonly reorderMs?: number;
  /** Counters that are held at most, about 50 bytes each; above, the oldest windows are closed whatever may still come. @default 4000000 */
  readonly maxOpen?: number;
}

const NO_HOSTS: ReadonlyMap<string, number> = new Map();
const LEVEL_BITS = 3;
const FIRST_SIZE = 512;
/** Time has passed a point once all of this number of lines in a row are beyond it: a few lines of a clock that is wrong close nothing. */
const BLOCK_LINES = 8;

/**
 * Turns lines of one source, with their times, into windows in order of time; windows without lines are left out. A line of a window that
 * is closed already is late: it is counted in `late` and in no window. Lines added = counts of all windows + late.
 *
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const counter = new EventTimeCounter({ windowMs: 60_000 });
 * counter.add(90_000, 7, 2);
 * counter.add(30_000, 7, 2);
 * counter.add(91_000, 7, 2);
 * assert.deepEqual(counter.end(), [
 *   { startMs: 0, counts: [{ handle: 7, level: 2, count: 1 }], hosts: new Map() },
 *   { startMs: 60_000, counts: [{ handle: 7, level: 2, count: 2 }], hosts: new Map() },
 * ]);
 * ```
 *
 * Cost: about 10 ns a line while lines stay in one window. Memory: the counters of the open windows.
 */
export class EventTimeCounter {
  /** Lines that came after their window was closed. */
  late = 0;

  readonly #windowMs: number;
  readonly #reorderMs: number;
  readonly #maxOpen: number;
  /** The window that lines go into at the moment, and its counters by key; `#touched` are the keys that are not 0. */
  #startMs = 0;
  #endMs = 0;
  #counts = new Uint32Array(FIRST_SIZE);
  readonly #touched: number[] = [];
  /** Counts by key of the other open windows, by start. */
  readonly #parts = new Map<number, Map<number, number>>();
  /** Lines per host of all open windows, by start. */
  readonly #hosts = new Map<number, Map<string, number>>();
  #open = 0;
  /** Windows before this are closed. */
  #closedMs = -Infinity;
  /** All lines of the last block, and of those before, have come this far. */
  #reachedMs = -Infinity;
  #blockMs = Infinity;
  #blockLines = 0;

  constructor({ windowMs = 60_000, reorderMs = 60_000, maxOpen = 4_000_000 }: EventTimeCounterOptions = {}) {
    this.#windowMs = windowMs;
    this.#reorderMs = reorderMs;
    this.#maxOpen = maxOpen;
  }

  /** Counts a line; false when it is late. `timeMs` is finite, `level` an index into LEVELS, `host` the one that the line names. */
  add(timeMs: number, handle: number, level: number, host?: string): boolean {
    if ((timeMs < this.#startMs || timeMs >= this.#endMs) && !this.#enter(timeMs)) return false;
    const key = handle << LEVEL_BITS | level;
    if (key >= this.#counts.length) this.#grow(key);
    const before = this.#counts[key]!;
    if (before === 0) this.#touched.push(key);
    this.#counts[key] = before + 1;
    if (host !== undefined) this.#addHost(host);
    if (timeMs < this.#blockMs) this.#blockMs = timeMs;
    if (++this.#blockLines === BLOCK_LINES) this.#endBlock();
    return true;
  }

  /** Windows that no line is expected for any more, oldest first. To be called now and then, after each piece of a file for example. */
  takeClosed(): EventTimeWindow[] {
    const closedMs = this.#floor(this.#reachedMs - this.#reorderMs);
    if (closedMs <= this.#closedMs && this.#open <= this.#maxOpen) return [];
    this.#leave();
    const windows: EventTimeWindow[] = [];
    for (const startMs of this.#starts()) {
      if (startMs >= closedMs && this.#open <= this.#maxOpen) break;
      windows.push(this.#take(startMs));
      this.#closedMs = startMs + this.#windowMs;
    }
    this.#closedMs = Math.max(this.#closedMs, closedMs);
    return windows;
  }

  /** All windows that are left, oldest first: no more lines come. */
  end(): EventTimeWindow[] {
    this.#reachedMs = Infinity;
    this.#leave();
    this.#closedMs = Infinity;
    return this.#starts().map((startMs) => this.#take(startMs));
  }

  #addHost(host: string): void {
    let hosts = this.#hosts.get(this.#startMs);
    if (hosts === undefined) this.#hosts.set(this.#startMs, hosts = new Map());
    addCount(hosts, host, 1);
  }

  #starts(): number[] {
    return [...this.#parts.keys()].sort((a, b) => a - b);
  }

  /** Goes on with the window of a time; false when that is closed. */
  #enter(timeMs: number): boolean {
    const startMs = this.#floor(timeMs);
    if (startMs < this.#closedMs) {
      this.late++;
      return false;
    }
    this.#leave();
    this.#startMs = startMs;
    this.#endMs = startMs + this.#windowMs;
    return true;
  }

  /** Puts the present window's counters with those of the others. */
  #leave(): void {
    if (this.#touched.length > 0) this.#put(this.#startMs);
    this.#startMs = this.#endMs = 0;
  }

  #put(startMs: number): void {
    let part = this.#parts.get(startMs);
    if (part === undefined) this.#parts.set(startMs, part = new Map());
    this.#open -= part.size;
    for (const key of this.#touched) {
      addCount(part, key, this.#counts[key]!);
      this.#counts[key] = 0;
    }
    this.#touched.length = 0;
    this.#open += part.size;
  }

  #take(startMs: number): EventTimeWindow {
    const part = this.#parts.get(startMs)!;
    this.#parts.delete(startMs);
    this.#open -= part.size;
    const counts = Array.from(part, ([key, count]) => ({ handle: key >>> LEVEL_BITS, level: key & 7, count }));
    const hosts = this.#hosts.get(startMs) ?? NO_HOSTS;
    this.#hosts.delete(startMs);
    return { startMs, counts, hosts };
  }

  #endBlock(): void {
    if (this.#blockMs > this.#reachedMs) this.#reachedMs = this.#blockMs;
    this.#blockMs = Infinity;
    this.#blockLines = 0;
  }

  #floor(ms: number): number {
    return Math.floor(ms / this.#windowMs) * this.#windowMs;
  }

  #grow(key: number): void {
    const larger = new Uint32Array(Math.max(this.#counts.length * 2, key + 1));
    larger.set(this.#counts);
    this.#counts = larger;
  }
}
