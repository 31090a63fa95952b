import type { NumberedWriter } from "./numbered_writer.ts";
import type { Rotator } from "./rotator.ts";
import { Turn } from "./turn.ts";

/** A log that is written and rotated. */
export class ChaosLog {
  readonly writer: NumberedWriter;
  readonly #rotator: Rotator;
  readonly #turn = new Turn();
  #rotations = 0;

  constructor(writer: NumberedWriter, rotator: Rotator) {
    this.writer = writer;
    this.#rotator = rotator;
  }

  /** How often it was rotated. */
  get rotations(): number {
    return this.#rotations;
  }

  /** Rotates it once rotations that were asked for before are over. */
  rotate(): Promise<void> {
    this.#rotations++;
    return this.#turn.take(() => this.writer.duringRotation(() => this.#rotator.rotate()));
  }

  /** Resolves when nothing of it is rotated, and ends the line that was begun. */
  async end(): Promise<void> {
    await this.#turn.take(() => Promise.resolve(this.writer.reopen()));
  }
}
