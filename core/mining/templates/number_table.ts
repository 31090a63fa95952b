const FIRST_SIZE = 16;
/** A table of fewer entries grows to four times its size, a larger one to twice. */
const LARGE = 4096;
/** Slots for each entry, at least. */
const ROOM = 2;

/**
 * A map from whole numbers of up to 53 bits to whole numbers, in the order in which they came. Two typed arrays and no object for an entry:
 * a Map has to make one of each number that has more than 31 bits.
 */
export class NumberTable {
  /** Entries held. */
  size = 0;
  #keys = new Float64Array(FIRST_SIZE);
  #values = new Float64Array(FIRST_SIZE);
  /** By hash, the place of an entry and 1; 0 where there is none. */
  #slots = new Int32Array(FIRST_SIZE * ROOM);

  /** Value of a key, or undefined. */
  get(key: number): number | undefined {
    const place = this.#slots[this.#slotOf(key)];
    return place === 0 ? undefined : this.#values[place - 1];
  }

  /** Sets the value of a key. */
  set(key: number, value: number): void {
    const slot = this.#slotOf(key);
    const place = this.#slots[slot];
    if (place > 0) this.#values[place - 1] = value;
    else this.#add(slot, key, value);
  }

  /** Value of a key; undefined where it had none, which is set to `value` then. */
  getOrSet(key: number, value: number): number | undefined {
    const slot = this.#slotOf(key);
    const place = this.#slots[slot];
    if (place > 0) return this.#values[place - 1];
    this.#add(slot, key, value);
    return undefined;
  }

  /** Forgets the entries whose values are not to be kept. */
  keep(isKept: (value: number) => boolean): void {
    const kept = this.entries().filter(([, value]) => isKept(value));
    if (kept.length === this.size) return;
    this.size = 0;
    this.#slots.fill(0);
    for (const [key, value] of kept) this.set(key, value);
  }

  /** Key of the entry at a place: the oldest stands at 0. */
  keyAt(place: number): number {
    return this.#keys[place];
  }

  /** Value of the entry at a place. */
  valueAt(place: number): number {
    return this.#values[place];
  }

  /** All entries, the oldest first. */
  entries(): [number, number][] {
    return Array.from({ length: this.size }, (_, i) => [this.#keys[i], this.#values[i]]);
  }

  /** The slot that holds a key, or the one where it belongs. */
  #slotOf(key: number): number {
    const slots = this.#slots, keys = this.#keys, mask = slots.length - 1;
    let slot = (key ^ (key / 0x100000000)) & mask;
    while (slots[slot] !== 0 && keys[slots[slot] - 1] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #add(slot: number, key: number, value: number): void {
    if (this.size === this.#keys.length) {
      this.#grow();
      slot = this.#slotOf(key);
    }
    this.#keys[this.size] = key;
    this.#values[this.size] = value;
    this.#slots[slot] = ++this.size;
  }

  #grow(): void {
    const size = this.size * (this.size < LARGE ? 4 : 2);
    const keys = new Float64Array(size), values = new Float64Array(size);
    keys.set(this.#keys);
    values.set(this.#values);
    this.#keys = keys;
    this.#values = values;
    this.#slots = new Int32Array(size * ROOM);
    for (let place = 0; place < this.size; place++) this.#slots[this.#slotOf(keys[place])] = place + 1;
  }
}
