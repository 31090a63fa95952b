/**
 * Remembers which template each masked shape of a line belongs to: open addressing over typed arrays, 64-bit keys,
 * no objects. Full, it forgets the shapes that were not met since it was last full, at amortised constant cost.
 */
export class ShapeTable {
  /** Shapes held. */
  size = 0;
  /** Shapes forgotten so far. */
  forgotten = 0;

  readonly #limit: number;
  readonly #mask: number;
  #keys: Int32Array;
  #checks: Int32Array;
  #values: Int32Array;
  #used: Uint8Array;

  /** @param limit Most shapes to hold, rounded so that the table is at most three quarters full. */
  constructor(limit: number) {
    let capacity = 1024;
    while (capacity * 0.75 < limit) capacity *= 2;
    this.#limit = limit;
    this.#mask = capacity - 1;
    this.#keys = new Int32Array(capacity);
    this.#checks = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
    this.#used = new Uint8Array(capacity);
  }

  /** Value stored for a shape, or 0. Marks the shape as met. */
  get(key: number, check: number): number {
    let slot = key & this.#mask;
    while (true) {
      const value = this.#values[slot];
      if (value === 0) return 0;
      if (this.#keys[slot] === key && this.#checks[slot] === check) {
        this.#used[slot] = 1;
        return value;
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Stores a value other than 0 for a shape that is not held yet. */
  set(key: number, check: number, value: number): void {
    if (this.size >= this.#limit) this.#forget();
    this.#insert(key, check, value);
  }

  /** Every shape held, as rows of slot, key, check, value and mark, for {@linkcode restore}. */
  dump(): number[] {
    const rows: number[] = [];
    for (let slot = 0; slot <= this.#mask; slot++) {
      if (this.#values[slot] === 0) continue;
      rows.push(slot, this.#keys[slot], this.#checks[slot], this.#values[slot], this.#used[slot]);
    }
    return rows;
  }

  /** Takes what {@linkcode dump} gave of a table of the same limit; of another limit the rows are inserted anew. */
  restore(rows: readonly number[], capacity: number): void {
    for (let i = 0; i + 4 < rows.length; i += 5) {
      const [slot, key, check, value, used] = [rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4]];
      if (capacity !== this.capacity) {
        if (this.size < this.#limit) this.#insert(key, check, value);
        continue;
      }
      this.#keys[slot] = key;
      this.#checks[slot] = check;
      this.#values[slot] = value;
      this.#used[slot] = used;
      this.size++;
    }
  }

  /** Slots, a power of two. */
  get capacity(): number {
    return this.#mask + 1;
  }

  /** Forgets the shapes with a value for which `isStale` holds. */
  drop(isStale: (value: number) => boolean): void {
    this.#rebuild((slot) => !isStale(this.#values[slot]));
  }

  #insert(key: number, check: number, value: number): void {
    let slot = key & this.#mask;
    while (this.#values[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = key;
    this.#checks[slot] = check;
    this.#values[slot] = value;
    this.#used[slot] = 0;
    this.size++;
  }

  #forget(): void {
    const before = this.size;
    let kept = 0;
    const used = this.#used;
    this.#rebuild((slot) => used[slot] === 1 && kept++ < this.#limit / 2);
    this.forgotten += before - this.size;
  }

  #rebuild(isKept: (slot: number) => boolean): void {
    const keys = this.#keys, checks = this.#checks, values = this.#values;
    const slots: number[] = [];
    for (let slot = 0; slot < keys.length; slot++) if (values[slot] !== 0 && isKept(slot)) slots.push(slot);
    this.#keys = new Int32Array(keys.length);
    this.#checks = new Int32Array(keys.length);
    this.#values = new Int32Array(keys.length);
    this.#used = new Uint8Array(keys.length);
    this.size = 0;
    for (const slot of slots) this.#insert(keys[slot], checks[slot], values[slot]);
  }
}
