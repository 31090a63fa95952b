/** The store can't be reached now; the same call may go through later. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
  /** How long to wait before the next try, milliseconds. */
  readonly retryAfterMs: number;

  constructor(message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? 1000;
  }
}

/** The store will never take this; trying again is of no use. */
export class StoreRefusedError extends Error {
  override readonly name = "StoreRefusedError";
}
