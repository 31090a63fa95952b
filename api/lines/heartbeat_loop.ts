import type { Clock } from "../../core/clock.ts";

/**
 * Calls `beat` at the end of every slot until it is stopped. A beat that fails is reported, once for a row of the same
 * failures, and the next one comes at its time; one that takes longer than a slot delays the next, never overlaps it.
 */
export class HeartbeatLoop {
  readonly #clock: Clock;
  readonly #slotMs: number;
  readonly #beat: () => Promise<void>;
  readonly #onProblem: (error: unknown) => void;
  #lastProblem: string | null = null;
  #running: { readonly controller: AbortController; readonly done: Promise<void> } | null = null;

  constructor(
    beat: () => Promise<void>,
    { clock, slotMs, onProblem }: {
      readonly clock: Clock;
      readonly slotMs: number;
      readonly onProblem: (error: unknown) => void;
    },
  ) {
    this.#beat = beat;
    this.#clock = clock;
    this.#slotMs = slotMs;
    this.#onProblem = onProblem;
  }

  /** Starts the loop; does nothing when it runs. */
  start(): void {
    if (this.#running !== null) return;
    const controller = new AbortController();
    this.#running = { controller, done: this.#run(controller.signal) };
  }

  /** Resolves when the last beat has ended. */
  async stop(): Promise<void> {
    this.#running?.controller.abort();
    await this.#running?.done;
    this.#running = null;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(this.#slotMs - this.#clock.now() % this.#slotMs, signal);
      if (signal.aborted) return;
      await this.#beatOnce();
    }
  }

  async #beatOnce(): Promise<void> {
    try {
      await this.#beat();
      this.#lastProblem = null;
    } catch (error) {
      const problem = String(error);
      if (problem !== this.#lastProblem) this.#onProblem(error);
      this.#lastProblem = problem;
    }
  }
}
