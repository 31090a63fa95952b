import type { CorrectedClock } from "../clock/corrected_clock.ts";
import type { Clock } from "../core/clock.ts";

/** Heartbeats come at least as often as that, and a few windows long. */
const LATEST_MS = 30_000;
const LATEST_WINDOWS = 3;

/** Goes by the time of the api that stores heartbeats, as far as they tell it: whoever reads them may have another. */
export class StoreTime {
  readonly #machine: Clock;
  readonly #corrected: CorrectedClock;
  readonly #lateMs: number;
  #newestMs: number | undefined;

  constructor({ machine, corrected, windowMs }: {
    readonly machine: Clock;
    readonly corrected: CorrectedClock;
    readonly windowMs: number;
  }) {
    this.#machine = machine;
    this.#corrected = corrected;
    this.#lateMs = LATEST_MS + LATEST_WINDOWS * windowMs;
  }

  /** The newest heartbeat was seen at this time, by the api's clock. It tells the time where it came since the last look. */
  note(seenMs: number): void {
    const beforeMs = this.#newestMs;
    this.#newestMs = seenMs;
    if (beforeMs === undefined || seenMs === beforeMs || !Number.isFinite(seenMs)) return;
    const nowMs = this.#machine.now();
    const isBehind = seenMs < nowMs - this.#lateMs;
    this.#corrected.compare(seenMs > nowMs || isBehind ? seenMs : nowMs);
  }
}
