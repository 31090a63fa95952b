import type { ServerResponse } from "node:http";
import { callerOf } from "../access/require_role.ts";
import { busyError, type RequestError } from "../request_error.ts";

/** An answer up to this size is always sent. */
const SMALL_BYTES = 65_536;
const MOST_BYTES = 64 * 1024 * 1024;
/** Paths whose answers' sizes are remembered: the lists of an api are fewer. */
const MOST_PATHS = 64;

/** What an answer is to, and for whom. */
export interface AnswerFor {
  /** Of the request. */
  readonly path: string;
  /** See `callerOf()`. */
  readonly caller: string;
}

/** What the answer to a request is to, and for whom. */
export function answerFor(request: Request): AnswerFor {
  return { path: new URL(request.url).pathname, caller: callerOf(request.headers) };
}

/**
 * Bounds what the large answers that clients have not taken yet hold in memory together; a caller has half of that. One alone may be as
 * large as it is.
 */
export class UnsentAnswers {
  readonly #mostBytes: number;
  readonly #heldOf = new Map<string, number>();
  readonly #usual = new Map<string, number>();
  #heldBytes = 0;

  /** Told of an answer for which there is no room: a client that stalls may be given up for it. */
  onFull: () => void = () => {};

  /** @param mostBytes 64 MB where it is not said. */
  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** Before a list is put together: whether one as large as the last large one of its path would be sent. @throws {RequestError} 503 with `Retry-After` */
  assertRoom({ path, caller }: AnswerFor): void {
    if (!this.#hasRoom(this.#usual.get(path) ?? 0, caller)) throw this.#refuse();
  }

  /** Has an answer count until `to` has been taken by its client, or is closed. @throws {RequestError} 503 where there is no room. */
  take(bytes: number, { path, caller }: AnswerFor, to: ServerResponse): void {
    if (bytes <= SMALL_BYTES) return;
    this.#remember(path, bytes);
    if (!this.#hasRoom(bytes, caller)) throw this.#refuse();
    this.#hold(caller, bytes);
    let held = bytes;
    const release = () => {
      this.#hold(caller, -held);
      held = 0;
    };
    for (const event of ["finish", "close"]) to.once(event, release);
  }

  #hasRoom(bytes: number, caller: string): boolean {
    const own = this.#heldOf.get(caller) ?? 0;
    if (own > 0 && own + bytes > this.#mostBytes / 2) return false;
    return this.#heldBytes === 0 || this.#heldBytes + bytes <= this.#mostBytes;
  }

  #hold(caller: string, bytes: number): void {
    this.#heldBytes += bytes;
    const own = (this.#heldOf.get(caller) ?? 0) + bytes;
    if (own > 0) this.#heldOf.set(caller, own);
    else this.#heldOf.delete(caller);
  }

  #remember(path: string, bytes: number): void {
    this.#usual.delete(path);
    this.#usual.set(path, bytes);
    if (this.#usual.size > MOST_PATHS) this.#usual.delete(this.#usual.keys().next().value!);
  }

  #refuse(): RequestError {
    this.onFull();
    return busyError("Cannot send this now: answers that clients do not take fill the memory, ask again");
  }
}
