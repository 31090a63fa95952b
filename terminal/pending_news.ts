import type { DetectorEvent } from "../detector/detector_event.ts";

/** Leaves out of a source's event what can't be called yet where that was said last: of ten logs that begin together it is said once. */
export class PendingNews {
  #last = "";

  /** The event, or one that says less. */
  of(event: DetectorEvent): DetectorEvent {
    if (event.kind !== "established" || event.pending.length === 0) return event;
    const pending = event.pending.join();
    if (pending === this.#last) return { ...event, pending: [] };
    this.#last = pending;
    return event;
  }
}
