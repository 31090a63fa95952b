import { busyError } from "./request_error.ts";

const BUSY = "Cannot take this body now: others that are under way fill the memory, send it again";

/** What one request holds of a budget. */
export interface BodyHold extends Disposable {
  /** @throws {RequestError} 503 with `Retry-After` when all requests together would hold too much. */
  add(bytes: number): void;
}

/**
 * Bounds what the bodies of all requests under way hold in memory together. One alone may always be as large as a body may: a budget
 * below that would never serve it.
 */
export class BodyBudget {
  readonly #mostBytes: number;
  #heldBytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Bytes that are held now. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Begins a request's hold, which ends when it is disposed. */
  open(): BodyHold {
    let ownBytes = 0;
    return {
      add: (bytes) => {
        if (this.#heldBytes + bytes > this.#mostBytes) throw busyError(BUSY);
        this.#heldBytes += bytes;
        ownBytes += bytes;
      },
      [Symbol.dispose]: () => {
        this.#heldBytes -= ownBytes;
        ownBytes = 0;
      },
    };
  }
}
