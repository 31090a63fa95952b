import type { ServerResponse } from "node:http";

/** An answer up to this size is always sent. */
const SMALL_BYTES = 65_536;

/** Bounds what the large answers that clients have not taken yet hold in memory together. One alone may be as large as it is. */
export class UnsentAnswers {
  readonly #mostBytes: number;
  #heldBytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Whether there is room for an answer, which it then takes until `to` has been taken by its client, or is closed. */
  take(bytes: number, to: ServerResponse): boolean {
    if (bytes <= SMALL_BYTES) return true;
    if (this.#heldBytes > 0 && this.#heldBytes + bytes > this.#mostBytes) return false;
    this.#heldBytes += bytes;
    let held = bytes;
    const release = () => {
      this.#heldBytes -= held;
      held = 0;
    };
    for (const event of ["finish", "close"]) to.once(event, release);
    return true;
  }
}
