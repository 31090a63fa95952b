/** Where in a body the problem is, both counted from 1. */
export interface BodyPosition {
  readonly line: number;
  readonly column: number;
}

/** A request that can't be served as it was sent. Routes throw it; `errorResponse()` turns it into an answer. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** HTTP status, 400 to 499, or 503 where it can be served later. */
  readonly status: number;
  readonly position: BodyPosition | null;
  /** Headers of the answer, for example `Allow`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Members of the answer beside `error`, for example the rejected entries. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, message: string, options: {
    readonly position?: BodyPosition;
    readonly headers?: Readonly<Record<string, string>>;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly cause?: unknown;
  } = {}) {
    super(message, { cause: options.cause });
    this.status = status;
    this.position = options.position ?? null;
    this.headers = options.headers ?? {};
    this.details = options.details ?? {};
  }
}

/** The refusal of what finds no room now, and is served when it is asked for again a little later: 503 with `Retry-After`. */
export function busyError(message: string): RequestError {
  return new RequestError(503, message, { headers: { "Retry-After": "1" } });
}
