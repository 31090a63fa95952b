import { letOthersIn } from "./let_others_in.ts";
import { RequestError } from "./request_error.ts";

/** How many steps are done between two looks at the clock. */
const STEPS = 64;
/** So long others wait at most. */
const TURN_MS = 20;

/** Bounds how long one request is worked at, and how long all others wait for it meanwhile. */
export class WorkTime {
  readonly #mostMs: number;
  readonly #now: () => number;
  #steps = 0;
  #spentMs = 0;
  #sinceMs: number;

  /** @param now milliseconds of any clock that never goes back. */
  constructor(mostMs: number, now: () => number = () => performance.now()) {
    this.#mostMs = mostMs;
    this.#now = now;
    this.#sinceMs = now();
  }

  /** To be called before each step; returns whether it is the others' turn, see {@linkcode rest}. @throws {RequestError} 413 once the time is up. */
  step(): boolean {
    if (this.#steps++ % STEPS !== 0) return false;
    const turnMs = this.#now() - this.#sinceMs;
    if (this.#spentMs + turnMs > this.#mostMs) {
      throw new RequestError(413, "Cannot take this body: it takes too long, send it in parts");
    }
    return turnMs > TURN_MS;
  }

  /** Lets others in; their time does not count. */
  async rest(): Promise<void> {
    this.#spentMs += this.#now() - this.#sinceMs;
    await letOthersIn();
    this.#sinceMs = this.#now();
  }
}
