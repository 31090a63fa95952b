/** A longer line is cut. */
const MAX_LINE_BYTES = 64 * 1024;
const NEWLINE = 10, CARRIAGE_RETURN = 13;

/** Takes the line `bytes[start, end)`, which holds only until it returns. */
export type OnLine = (bytes: Uint8Array, start: number, end: number) => void;

/** Gives the lines of bytes that come in pieces: the same lines however they are cut. */
export class FileLines {
  readonly #onLine: OnLine;
  #held: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  /** Takes the next bytes, which may be used again when it returns. */
  push(bytes: Uint8Array): void {
    let at = 0;
    for (let newline = bytes.indexOf(NEWLINE); newline >= 0; newline = bytes.indexOf(NEWLINE, at)) {
      if (this.#heldBytes === 0) this.#give(bytes, at, newline);
      else this.#giveHeld(bytes.subarray(at, newline));
      at = newline + 1;
    }
    this.#hold(bytes.subarray(at));
  }

  /** No more bytes come: a last line counts without its newline too. */
  end(): void {
    if (this.#heldBytes > 0) this.#giveHeld(new Uint8Array());
  }

  #give(bytes: Uint8Array, start: number, end: number): void {
    if (end > start && bytes[end - 1] === CARRIAGE_RETURN) end--;
    this.#onLine(bytes, start, Math.min(end, start + MAX_LINE_BYTES));
  }

  #giveHeld(rest: Uint8Array): void {
    this.#hold(rest);
    const line = new Uint8Array(this.#heldBytes);
    let at = 0;
    for (const piece of this.#held.splice(0)) {
      line.set(piece, at);
      at += piece.length;
    }
    this.#heldBytes = 0;
    this.#give(line, 0, line.length);
  }

  #hold(piece: Uint8Array): void {
    const kept = piece.slice(0, Math.max(0, MAX_LINE_BYTES + 1 - this.#heldBytes));
    if (kept.length > 0) this.#held.push(kept);
    this.#heldBytes += kept.length;
  }
}
