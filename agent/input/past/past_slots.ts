import { EventTimes } from "../../../core/mining/time/event_times.ts";
import { slotStart } from "../../../counting/slot_time.ts";
import { rehearse } from "../../../logs/rehearse.ts";

/** What is older is counted in slots of a minute. */
const FINE_MS = 3_600_000;
const COARSE_SLOT_MS = 60_000;
/** A line's clock may be so far ahead of the agent's. */
const AHEAD_MS = 5_000;

/** Settings of {@linkcode PastSlots}. */
export interface PastSlotsOptions {
  readonly nowMs: number;
  readonly slotMs: number;
  /** How far back lines are counted by their own time. */
  readonly historyMs: number;
  /** Minutes east of Greenwich of stamps that name no zone. @default {this machine's zone} */
  readonly zoneMinutes?: number;
}

/** Says in which slot each line of one log's past is counted, by the time in it. */
export class PastSlots {
  readonly #times: EventTimes;
  readonly #fromMs: number;
  readonly #fineFromMs: number;
  readonly #slotMs: number;

  constructor({ nowMs, slotMs, historyMs, zoneMinutes = -new Date(nowMs).getTimezoneOffset() }: PastSlotsOptions) {
    this.#times = new EventTimes({ zoneMinutes, latestMs: nowMs + AHEAD_MS });
    this.#fromMs = nowMs - historyMs;
    this.#fineFromMs = nowMs - FINE_MS;
    this.#slotMs = slotMs;
  }

  /** Looks at samples of the log's files, the oldest first; before any line is read. */
  async rehearse(files: readonly string[]): Promise<void> {
    await rehearse(this.#times, files);
  }

  /** Start of the slot of the record `[start, end)`; undefined where it has no time, none that is believed, or one that is too old. */
  readonly slotOf = (buffer: Uint8Array, start: number, end: number): number | undefined => {
    const kind = this.#times.read(buffer, start, end);
    const { ms } = this.#times;
    const isTimed = (kind === "time" || kind === "inherited") && ms >= this.#fromMs;
    if (!isTimed) return undefined;
    return slotStart(ms, ms < this.#fineFromMs ? Math.max(COARSE_SLOT_MS, this.#slotMs) : this.#slotMs);
  };
}
