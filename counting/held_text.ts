/** Room of as many bytes is used again; more is given back. */
const KEPT_BYTES = 4 * 1024;

/** Bytes that are copied, in room that grows up to a limit and is used again where it is small; what is beyond the limit is left out. */
export class HeldText {
  bytes: Uint8Array = new Uint8Array(0);
  length = 0;
  readonly #limit: number;

  /** @param limit Most bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds one byte. */
  put(byte: number): void {
    if (this.length >= this.#limit) return;
    this.#reserve(this.length + 1);
    this.bytes[this.length++] = byte;
  }

  /** Adds `buffer[start, end)`. */
  append(buffer: Uint8Array, start: number, end: number): void {
    const length = Math.min(end - start, this.#limit - this.length);
    this.#reserve(this.length + length);
    this.bytes.set(buffer.subarray(start, start + length), this.length);
    this.length += length;
  }

  /** Begins again; who holds the bytes has them to himself where there are many. */
  clear(): void {
    this.length = 0;
    if (this.bytes.length > KEPT_BYTES) this.bytes = new Uint8Array(0);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    const larger = new Uint8Array(Math.min(this.#limit, bytes * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
