/** A template shows a new sample line at most this often. */
const SAMPLE_EVERY_MS = 10_000;

/** Says when a template is to show a line again, so that a busy one costs a write now and then. */
export class SampleTurns {
  readonly #takenMs = new Map<number, number>();

  /** Whether a new line of the template is due, which then counts as taken. */
  take(handle: number, slotMs: number): boolean {
    const takenMs = this.#takenMs.get(handle);
    if (takenMs !== undefined && Math.abs(slotMs - takenMs) < SAMPLE_EVERY_MS) return false;
    this.#takenMs.set(handle, slotMs);
    return true;
  }
}
