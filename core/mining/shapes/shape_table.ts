/** Most of the slots that may be taken. */
const FULL = 0.6;
const FIRST_CAPACITY = 256;
/** A slot: key, check, value, and whether it was met since the table was last full. */
const KEY = 0, CHECK = 1, VALUE = 2, MET = 3, WIDTH = 4;

/**
 * Remembers which template each masked shape of a line belongs to: open addressing over one typed array, 64-bit keys, no
 * objects. Grows up to its limit; full, it forgets the shapes that were not met since it was last full, at amortised
 * constant cost.
 */
export class ShapeTable {
  /** Shapes held. */
  size = 0;
  /** Shapes forgotten so far. */
  forgotten = 0;

  readonly #limit: number;
  #mask = FIRST_CAPACITY - 1;
  #slots = new Int32Array(FIRST_CAPACITY * WIDTH);

  /** @param limit Most shapes to hold. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Value stored for a shape, or 0. Marks the shape as met. */
  get(key: number, check: number): number {
    const at = this.#place(key, check), value = this.#slots[at + VALUE];
    if (value !== 0) this.#slots[at + MET] = 1;
    return value;
  }

  /** Stores a value other than 0 for a shape that is not held yet. */
  set(key: number, check: number, value: number): void {
    if (this.size >= this.#limit) this.#forget();
    else if (this.size >= (this.#mask + 1) * FULL) this.#rebuild((this.#mask + 1) * 2, () => true);
    this.#insert(key, check, value, 0);
  }

  /** Stores another value for a shape that is held. */
  replace(key: number, check: number, value: number): void {
    this.#slots[this.#place(key, check) + VALUE] = value;
  }

  /** Every shape held, as rows of slot, key, check, value as `written` has it and mark, for {@linkcode restore}. */
  dump(written: (value: number) => number): number[] {
    const rows: number[] = [], slots = this.#slots;
    for (let slot = 0; slot <= this.#mask; slot++) {
      const at = slot * WIDTH, value = slots[at + VALUE];
      if (value !== 0) rows.push(slot, slots[at + KEY], slots[at + CHECK], written(value), slots[at + MET]);
    }
    return rows;
  }

  /** Takes what {@linkcode dump} gave of a table with as many slots; of more shapes than the limit the first ones. */
  restore(rows: readonly number[], capacity: number): void {
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity * WIDTH);
    this.size = 0;
    for (let i = 0; i + WIDTH < rows.length && this.size < this.#limit; i += WIDTH + 1) {
      this.#slots.set(rows.slice(i + 1, i + 1 + WIDTH), rows[i] * WIDTH);
      this.size++;
    }
  }

  /** Slots, a power of two. */
  get capacity(): number {
    return this.#mask + 1;
  }

  /** Forgets the shapes with a value for which `isStale` holds. */
  drop(isStale: (value: number) => boolean): void {
    this.#rebuild(this.#mask + 1, (at) => !isStale(this.#slots[at + VALUE]));
  }

  /** Where a shape is held, or would be. */
  #place(key: number, check: number): number {
    const slots = this.#slots, mask = this.#mask;
    let slot = key & mask;
    while (true) {
      const at = slot * WIDTH;
      if (slots[at + VALUE] === 0 || slots[at + KEY] === key && slots[at + CHECK] === check) return at;
      slot = (slot + 1) & mask;
    }
  }

  #insert(key: number, check: number, value: number, met: number): void {
    let slot = key & this.#mask;
    while (this.#slots[slot * WIDTH + VALUE] !== 0) slot = (slot + 1) & this.#mask;
    const at = slot * WIDTH;
    this.#slots[at + KEY] = key;
    this.#slots[at + CHECK] = check;
    this.#slots[at + VALUE] = value;
    this.#slots[at + MET] = met;
    this.size++;
  }

  #forget(): void {
    const before = this.size;
    let kept = 0;
    const slots = this.#slots;
    this.#rebuild(this.#mask + 1, (at) => slots[at + MET] === 1 && kept++ < this.#limit / 2);
    for (let at = MET; at < this.#slots.length; at += WIDTH) this.#slots[at] = 0;
    this.forgotten += before - this.size;
  }

  #rebuild(capacity: number, isKept: (at: number) => boolean): void {
    const slots = this.#slots;
    const kept: number[] = [];
    for (let at = 0; at < slots.length; at += WIDTH) if (slots[at + VALUE] !== 0 && isKept(at)) kept.push(at);
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity * WIDTH);
    this.size = 0;
    for (const at of kept) this.#insert(slots[at + KEY], slots[at + CHECK], slots[at + VALUE], slots[at + MET]);
  }
}
