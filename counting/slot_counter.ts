import { LEVELS } from "../core/mining/header/levels.ts";
import { type Mode, MODES } from "../core/mode.ts";

/** A counter's index is `handle << KEY_BITS | level << MODE_BITS | mode`. */
const KEY_BITS = 5, MODE_BITS = 2;
const FIRST_SIZE = 64;

/** What the records with one handle, level, mode and host came to. */
export interface Tally {
  readonly handle: number;
  readonly level: string;
  readonly mode: Mode;
  /** Undefined: the counter's own. */
  readonly host: string | undefined;
  readonly count: number;
}

/** Counts records by handle, level, mode and host until they are taken. */
export class SlotCounter {
  #counts = new Uint32Array(FIRST_SIZE);
  readonly #touched: number[] = [];
  readonly #elsewhere = new Map<string, { key: number; host: string | undefined; count: number }>();

  /** Counters that are not 0. */
  get size(): number {
    return this.#touched.length + this.#elsewhere.size;
  }

  /** Counts one record of the own host, and returns whether it is the first of its kind. For handles from 0 on, dense. */
  add(handle: number, level: number, mode: number): boolean {
    const key = keyOf(handle, level, mode);
    if (key >= this.#counts.length) this.#grow(key);
    if (this.#counts[key]!++ > 0) return false;
    this.#touched.push(key);
    return true;
  }

  /** Counts one record of a host, and returns whether it is the first of its kind. @param host undefined: the own. For handles from 0 on, dense. */
  addOf(host: string | undefined, handle: number, level: number, mode: number): boolean {
    return host === undefined ? this.add(handle, level, mode) : this.addSparse(host, handle, level, mode);
  }

  /** As {@linkcode add}, for any host and any handle, in room that is given back when they are taken. */
  addSparse(host: string | undefined, handle: number, level: number, mode: number): boolean {
    const key = keyOf(handle, level, mode);
    const name = `${key} ${host ?? ""}`;
    const known = this.#elsewhere.get(name);
    if (known !== undefined) known.count++;
    else this.#elsewhere.set(name, { key, host, count: 1 });
    return known === undefined;
  }

  /** What was counted; everything begins again at 0. */
  take(): Tally[] {
    const own = this.#touched.map((key) => tally(key, undefined, this.#counts[key]!));
    const others = [...this.#elsewhere.values()].map(({ key, host, count }) => tally(key, host, count));
    for (const key of this.#touched) this.#counts[key] = 0;
    this.#touched.length = 0;
    this.#elsewhere.clear();
    return [...own, ...others];
  }

  #grow(key: number): void {
    const larger = new Uint32Array(Math.max(this.#counts.length * 2, key + 1));
    larger.set(this.#counts);
    this.#counts = larger;
  }
}

/** Number of a mode, as a counter takes it. */
export function modeNumber(mode: Mode): number {
  return MODES.indexOf(mode);
}

function keyOf(handle: number, level: number, mode: number): number {
  return handle << KEY_BITS | level << MODE_BITS | mode;
}

function tally(key: number, host: string | undefined, count: number): Tally {
  const level = LEVELS[key >> MODE_BITS & 7]!;
  return { handle: key >> KEY_BITS, level, mode: MODES[key & 3]!, host, count };
}
