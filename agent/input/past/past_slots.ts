import { EventTimes } from "../../../core/mining/time/event_times.ts";
import { slotStart } from "../../../counting/slot_time.ts";
import { lastWrittenMs, rehearse } from "../../../logs/rehearse.ts";

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
  /** Name of the field that holds the time of structured lines. @default {the usual ones} */
  readonly timeKey?: string;
  /** Minutes east of Greenwich of stamps that name no zone. @default {this machine's zone} */
  readonly zoneMinutes?: number;
}

/** Records of a log's past that have no slot of their own time: they are counted as of now, and are part of no window. */
export interface Undated {
  /** Older than lines are counted by their own time. */
  readonly tooOld: number;
  /** Without a time, or with one that is not believed. */
  readonly untimed: number;
}

/** Says in which slot each line of one log's past is counted, by the time in it. */
export class PastSlots {
  #times: EventTimes;
  #latestMs: number;
  readonly #timeKey: string | undefined;
  readonly #zoneMinutes: number;
  readonly #fromMs: number;
  readonly #fineFromMs: number;
  readonly #slotMs: number;
  /** The log ends before the time of which lines are counted. */
  #isTooOld = false;
  /** The last slot, and the times in it whose lines are counted there. */
  #slot = 0;
  #slotFromMs = 0;
  #slotToMs = 0;
  readonly #undated = { tooOld: 0, untimed: 0 };

  constructor(
    { nowMs, slotMs, historyMs, timeKey, zoneMinutes = -new Date(nowMs).getTimezoneOffset() }: PastSlotsOptions,
  ) {
    this.#latestMs = nowMs + AHEAD_MS;
    this.#timeKey = timeKey;
    this.#zoneMinutes = zoneMinutes;
    this.#times = this.#timesOf(zoneMinutes);
    this.#fromMs = nowMs - historyMs;
    this.#fineFromMs = nowMs - FINE_MS;
    this.#slotMs = slotMs;
  }

  /**
   * Looks at samples of the log's files, the oldest first; before any line is read. Stamps without a zone are UTC's, as in containers, where that
   * brings the last one nearer to when it was written. Where a log's end is too old, no line's time is read.
   */
  async rehearse(files: readonly string[]): Promise<void> {
    const writtenMs = lastWrittenMs(files);
    const offBy = async (zoneMinutes: number) => {
      const { lastMs } = await rehearse(this.#timesOf(zoneMinutes, Infinity), files);
      return Math.abs(lastMs - writtenMs);
    };
    const isUtc = this.#zoneMinutes !== 0 && await offBy(0) < await offBy(this.#zoneMinutes);
    this.#times = this.#timesOf(isUtc ? 0 : this.#zoneMinutes);
    const { newestMs = Infinity } = await rehearse(this.#times, files);
    this.#isTooOld = newestMs < this.#fromMs && isThere(files.at(-1));
  }

  /** It is so late by now: what is written while the past is read has a time of its own, too. */
  set nowMs(ms: number) {
    this.#latestMs = ms + AHEAD_MS;
    this.#times.latestMs = this.#latestMs;
  }

  /** Records so far that have no slot. */
  get undated(): Undated {
    return this.#undated;
  }

  #timesOf(zoneMinutes: number, latestMs = this.#latestMs): EventTimes {
    return new EventTimes({ zoneMinutes, latestMs, referenceMs: this.#latestMs, key: this.#timeKey });
  }

  /** Start of the slot of the record `[start, end)`; undefined where it has no time, none that is believed, or one that is too old. */
  readonly slotOf = (buffer: Uint8Array, start: number, end: number): number | undefined => {
    const kind = this.#isTooOld ? "time" : this.#times.read(buffer, start, end);
    const isTimed = kind === "time" || kind === "inherited";
    if (isTimed && !this.#isTooOld) {
      const { ms } = this.#times;
      if (ms >= this.#slotFromMs && ms < this.#slotToMs) return this.#slot;
      if (ms >= this.#fromMs) return this.#slotAt(ms);
    }
    this.#undated[isTimed ? "tooOld" : "untimed"]++;
    return undefined;
  };

  /** Start of the slot of a time, which is the next line's too as a rule. */
  #slotAt(ms: number): number {
    const isFine = ms >= this.#fineFromMs;
    const slotMs = isFine ? this.#slotMs : Math.max(COARSE_SLOT_MS, this.#slotMs);
    this.#slot = slotStart(ms, slotMs);
    this.#slotFromMs = Math.max(this.#slot, isFine ? this.#fineFromMs : this.#fromMs);
    this.#slotToMs = Math.min(this.#slot + slotMs, isFine ? Infinity : this.#fineFromMs);
    return this.#slot;
  }
}

/** Whether the log itself has lines: its end was among the samples. */
function isThere(log: string | undefined): boolean {
  try {
    return log !== undefined && Deno.statSync(log).size > 0;
  } catch {
    return false;
  }
}
