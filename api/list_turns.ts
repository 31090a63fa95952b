import { busyError } from "./request_error.ts";

/** Bounds of {@linkcode ListTurns}. */
export interface ListBounds {
  /** Lists that are put together at once: a large one takes tens of megabytes until it is sent. */
  readonly atOnce: number;
  /** Of them, those of one caller. */
  readonly ofCaller: number;
  /** Lists of one caller that may wait for their turn. */
  readonly waitingOfCaller: number;
  /** Lists of all callers that may. */
  readonly waiting: number;
}

/** A caller gets half of the places, so that one who asks without end keeps nobody else waiting for long. */
export const LIST_BOUNDS: ListBounds = { atOnce: 4, ofCaller: 2, waitingOfCaller: 16, waiting: 64 };

const BUSY = "Cannot list this now: too many lists are being put together, ask again";

interface Waiting {
  readonly caller: string;
  readonly begin: () => void;
}

/** Lets few lists be put together at once, few of one caller; others wait for their turn, and are refused where too many wait. */
export class ListTurns {
  readonly #bounds: ListBounds;
  readonly #running = new Map<string, number>();
  #waiting: Waiting[] = [];

  constructor(bounds: ListBounds = LIST_BOUNDS) {
    this.#bounds = bounds;
  }

  /** Does `work` once it is the caller's turn. @throws {RequestError} 503 with `Retry-After`, at once, when too many wait. */
  async run<Result>(caller: string, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(caller);
    try {
      return await work();
    } finally {
      const left = this.#of(caller) - 1;
      if (left === 0) this.#running.delete(caller);
      else this.#running.set(caller, left);
      this.#beginNext();
    }
  }

  async #turn(caller: string): Promise<void> {
    if (this.#isFree(caller)) return this.#take(caller);
    const own = this.#waiting.filter((each) => each.caller === caller).length;
    if (own >= this.#bounds.waitingOfCaller || this.#waiting.length >= this.#bounds.waiting) throw busyError(BUSY);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ caller, begin: resolve });
    await promise;
  }

  #beginNext(): void {
    const at = this.#waiting.findIndex(({ caller }) => this.#isFree(caller));
    const [next] = at === -1 ? [] : this.#waiting.splice(at, 1);
    if (next === undefined) return;
    this.#take(next.caller);
    next.begin();
  }

  #isFree(caller: string): boolean {
    let running = 0;
    for (const count of this.#running.values()) running += count;
    return running < this.#bounds.atOnce && this.#of(caller) < this.#bounds.ofCaller;
  }

  #take(caller: string): void {
    this.#running.set(caller, this.#of(caller) + 1);
  }

  #of(caller: string): number {
    return this.#running.get(caller) ?? 0;
  }
}
