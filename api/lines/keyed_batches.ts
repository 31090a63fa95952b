import type { Clock } from "../../core/clock.ts";
import type { CounterBatch } from "../../core/counter_batch.ts";
import type { ReplyStore } from "../../store/ports/replies.ts";
import { RequestError } from "../request_error.ts";

/** What makes a repeated request the same one. */
export interface RequestKey {
  /** The client's `Idempotency-Key`. */
  readonly key: string;
  /** Digest of what was sent: the same key with another body is refused. */
  readonly fingerprint: string;
}

/** What became of a request's lines. */
export interface LineOutcome {
  /** Lines that the store has. */
  readonly stored: number;
  /** True where an earlier request with the same key has stored them. */
  readonly repeated: boolean;
}

/** What the store remembers of a key: the batch while it may be half written, then only how many lines it was. */
type Memory =
  | { readonly fingerprint: string; readonly batch: CounterBatch; readonly lines: number }
  | { readonly fingerprint: string; readonly stored: number };

/**
 * Makes a request with an `Idempotency-Key` count once.
 *
 * The batch that the lines became is written down under the key before its first point is stored, so that a request
 * which failed half-way, or whose process was killed, is finished by its repetition with that same batch: its points overwrite
 * themselves, whatever the intake has learned since. Afterwards the key holds the answer.
 *
 * Guaranteed: one count per key as long as the store remembers it (a day), through crashes, lost answers, and repetitions that
 * arrive while the first is still under way in the same process. Not guaranteed: two api processes that get the same key
 * within the same few milliseconds; let one client's repetitions go to one api.
 */
export class KeyedBatches {
  readonly #store: ReplyStore;
  readonly #clock: Clock;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(store: ReplyStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Stores the lines of the request `key` unless that is done.
   *
   * @param mine makes the batch and hands it, with the number of its lines, to the function that it is given.
   * @param save stores a batch.
   * @throws {RequestError} 422 when the key came with another body before.
   */
  async once(
    key: RequestKey,
    mine: (save: (batch: CounterBatch, lines: number) => Promise<unknown>) => Promise<number>,
    save: (batch: CounterBatch) => Promise<unknown>,
  ): Promise<LineOutcome> {
    while (this.#turns.has(key.key)) await this.#turns.get(key.key);
    const turn = this.#take(key, mine, save);
    this.#turns.set(key.key, turn.catch(() => {}));
    try {
      return await turn;
    } finally {
      this.#turns.delete(key.key);
    }
  }

  async #take(
    { key, fingerprint }: RequestKey,
    mine: (save: (batch: CounterBatch, lines: number) => Promise<unknown>) => Promise<number>,
    save: (batch: CounterBatch) => Promise<unknown>,
  ): Promise<LineOutcome> {
    const memory = await this.#recall(key);
    if (memory !== null && memory.fingerprint !== fingerprint) {
      throw new RequestError(
        422,
        `Cannot take the Idempotency-Key "${key}" again: expected the request that it came with first`,
      );
    }
    if (memory !== null && "stored" in memory) return { stored: memory.stored, repeated: true };
    const stored = memory !== null ? memory.lines : await mine(async (batch, lines) => {
      await this.#remember(key, { fingerprint, batch, lines });
      await save(batch);
    });
    if (memory !== null) await save(memory.batch);
    await this.#remember(key, { fingerprint, stored });
    return { stored, repeated: false };
  }

  async #recall(key: string): Promise<Memory | null> {
    const text = await this.#store.recallReply(key);
    return text === null ? null : JSON.parse(text);
  }

  async #remember(key: string, memory: Memory): Promise<void> {
    await this.#store.rememberReply(key, JSON.stringify(memory), this.#clock.now());
  }
}
