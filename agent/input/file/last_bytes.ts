/** The last bytes of what was read, in room that grows with it up to a limit and is used again: nothing is made for each read. */
export class LastBytes {
  #room = new Uint8Array(0);
  #length = 0;
  readonly #limit: number;

  /** @param limit Most bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Bytes held. */
  get length(): number {
    return this.#length;
  }

  /** The last `count` of them, or all; good until more come. */
  last(count: number): Uint8Array {
    return this.#room.subarray(Math.max(0, this.#length - count), this.#length);
  }

  /** Takes what comes after them. */
  append(bytes: Uint8Array): void {
    const added = bytes.subarray(Math.max(0, bytes.length - this.#limit));
    const kept = Math.min(this.#length, this.#limit - added.length);
    this.#makeRoom(kept, kept + added.length);
    this.#room.set(added, kept);
    this.#length = kept + added.length;
  }

  /** Begins again with these. */
  replace(bytes: Uint8Array): void {
    this.#length = 0;
    this.append(bytes);
  }

  /** Room for `wanted` bytes, the last `kept` of those held at its begin. */
  #makeRoom(kept: number, wanted: number): void {
    const held = this.last(kept);
    const isLarger = wanted > this.#room.length;
    const room = isLarger ? new Uint8Array(Math.min(this.#limit, Math.max(wanted, 2 * this.#room.length))) : this.#room;
    if (isLarger || kept < this.#length) room.set(held);
    this.#room = room;
  }
}
