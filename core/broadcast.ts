/** A value as a subscriber gets it. */
export interface Delivery<T> {
  /** What was published. */
  readonly value: T;
  /** How many values before it were dropped, because the subscriber did not keep up. */
  readonly missed: number;
}

/** Settings of {@linkcode Broadcast.subscribe}. */
export interface SubscribeOptions {
  /** How many values wait for a slow subscriber; of more the oldest are dropped. @default 256 */
  readonly capacity?: number;
  /** Ends the subscription at once. @default only `break`, `return` and {@linkcode Broadcast.close} end it */
  readonly signal?: AbortSignal;
}

/**
 * Values for whoever listens, within one process. Publishing never waits: a subscriber that does not keep up loses the oldest values
 * that wait for it, and is told how many. Memory is bounded by the subscribers' capacities.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const ticks = new Broadcast<number>();
 * const heard = ticks.subscribe({ capacity: 2 });
 * for (const tick of [1, 2, 3]) ticks.publish(tick);
 * ticks.close();
 * assert.deepEqual(await Array.fromAsync(heard), [{ value: 2, missed: 1 }, { value: 3, missed: 0 }]);
 * ```
 */
export class Broadcast<T> {
  readonly #subscriptions = new Set<Subscription<T>>();
  #isClosed = false;

  /** How many listen. */
  get subscribers(): number {
    return this.#subscriptions.size;
  }

  /** Gives a value to everyone who listens now. After {@linkcode close} to nobody. */
  publish(value: T): void {
    for (const subscription of this.#subscriptions) subscription.push(value);
  }

  /** Listens from now on, whether or not values are taken yet. A subscription is read once. */
  subscribe({ capacity = 256, signal }: SubscribeOptions = {}): AsyncIterableIterator<Delivery<T>> {
    const subscription = new Subscription<T>(capacity, (ended) => this.#subscriptions.delete(ended));
    if (this.#isClosed || signal?.aborted) {
      subscription.end();
      return subscription;
    }
    this.#subscriptions.add(subscription);
    signal?.addEventListener("abort", () => void subscription.return(), { once: true });
    return subscription;
  }

  /** Ends all subscriptions, each after what waits for it. */
  close(): void {
    this.#isClosed = true;
    for (const subscription of this.#subscriptions) subscription.end();
  }
}

class Subscription<T> implements AsyncIterableIterator<Delivery<T>> {
  readonly #capacity: number;
  readonly #onEnd: (ended: Subscription<T>) => void;
  readonly #waiting: T[] = [];
  #missed = 0;
  #isOver = false;
  #wake: () => void = () => {};

  constructor(capacity: number, onEnd: (ended: Subscription<T>) => void) {
    this.#capacity = capacity;
    this.#onEnd = onEnd;
  }

  push(value: T): void {
    if (this.#waiting.length >= this.#capacity) {
      this.#waiting.shift();
      this.#missed++;
    }
    this.#waiting.push(value);
    this.#wake();
  }

  end(): void {
    this.#isOver = true;
    this.#onEnd(this);
    this.#wake();
  }

  async next(): Promise<IteratorResult<Delivery<T>>> {
    while (this.#waiting.length === 0) {
      if (this.#isOver) return { done: true, value: undefined };
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    const missed = this.#missed;
    this.#missed = 0;
    return { done: false, value: { value: this.#waiting.shift() as T, missed } };
  }

  return(): Promise<IteratorResult<Delivery<T>>> {
    this.#waiting.length = 0;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
