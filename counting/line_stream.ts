import { BYTE } from "../core/bytes.ts";
import { giveLastLine, MAX_LINE_BYTES, type OnLine, splitLines } from "./line_splitter.ts";

const { LINE_FEED } = BYTE;

/** What is held of a line: enough to see that it is too long, whatever stands before it. */
const MAX_HELD = MAX_LINE_BYTES + 4;

/** Gives the lines of bytes that come in pieces: the same lines however they are cut. Holds no more than one line. */
export class LineStream {
  readonly #onLine: OnLine;
  #held = new Uint8Array(0);
  #heldBytes = 0;
  #skipping = false;

  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  /** Takes the next bytes, which may be used again when it returns. */
  push(bytes: Uint8Array): void {
    const at = this.#heldBytes > 0 ? this.#complete(bytes) : 0;
    this.#hold(bytes, at + this.#split(bytes, at, bytes.length), bytes.length);
  }

  /** No more bytes come: a last line counts without its newline too. */
  end(): void {
    giveLastLine(this.#held, 0, this.#heldBytes, this.#onLine);
    this.#heldBytes = 0;
    this.#skipping = false;
  }

  /** Adds to the line that is held, as far as it goes, and returns how many bytes that took. */
  #complete(bytes: Uint8Array): number {
    const newline = bytes.indexOf(LINE_FEED);
    const wanted = newline < 0 ? bytes.length : newline + 1;
    const taken = Math.min(wanted, MAX_HELD - this.#heldBytes);
    this.#hold(bytes, 0, taken);
    if (this.#split(this.#held, 0, this.#heldBytes) > 0) this.#heldBytes = 0;
    return taken;
  }

  #split(buffer: Uint8Array, start: number, end: number): number {
    const { consumed, skipping } = splitLines(buffer, start, end, { skipping: this.#skipping, onLine: this.#onLine });
    this.#skipping = skipping;
    return consumed;
  }

  #hold(bytes: Uint8Array, start: number, end: number): void {
    const wanted = this.#heldBytes + end - start;
    if (wanted > this.#held.length) {
      const larger = new Uint8Array(Math.min(MAX_HELD, wanted * 2));
      larger.set(this.#held.subarray(0, this.#heldBytes));
      this.#held = larger;
    }
    this.#held.set(bytes.subarray(start, end), this.#heldBytes);
    this.#heldBytes = wanted;
  }
}
