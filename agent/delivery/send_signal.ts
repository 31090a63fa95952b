import { WakeSignal } from "./wake_signal.ts";

/** Tells the sender what there is to send. */
export class SendSignal {
  readonly #wake = new WakeSignal();
  #isBeatDue = false;

  /** The spool has a new batch. */
  batch(): void {
    this.#wake.fire();
  }

  /** A slot has ended that brought no batch: say so. */
  beat(): void {
    this.#isBeatDue = true;
    this.#wake.fire();
  }

  /** Whether heartbeats are due that no batch carries. */
  get isBeatDue(): boolean {
    return this.#isBeatDue;
  }

  /** Heartbeats are on their way. */
  beatSent(): void {
    this.#isBeatDue = false;
  }

  /** Resolves when there is something to send, or when `signal` aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    await this.#wake.wait(signal);
  }
}
