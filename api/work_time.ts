import { RequestError } from "./request_error.ts";

/** How many steps are done between two looks at the clock. */
const STEPS = 64;

/** Bounds how long one request may keep all others waiting while its body is checked. */
export class WorkTime {
  readonly #untilMs: number;
  readonly #now: () => number;
  #steps = 0;

  /** @param now milliseconds of any clock that never goes back. */
  constructor(mostMs: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#untilMs = now() + mostMs;
  }

  /** To be called before each step. @throws {RequestError} 413 once the time is up. */
  step(): void {
    if (this.#steps++ % STEPS !== 0 || this.#now() <= this.#untilMs) return;
    throw new RequestError(413, "Cannot take this body: checking it takes too long, send it in parts");
  }
}
