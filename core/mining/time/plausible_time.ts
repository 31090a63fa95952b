/** Why a stamp is not believed: too far before the newest, beyond the latest time that can be, or more than a year ahead. */
export type TimeFault = "late" | "future" | "jump";

const LONGEST_JUMP_MS = 400 * 86_400_000;
/** This number of lines in a row that agree with each other are believed against all before: a clock was set, a file of an older log follows. */
const AGREEING_LINES = 5;

/** Bounds of what is believed. */
export interface PlausibleTimeOptions {
  /** How far a line may be behind the newest one. @default 60000 */
  readonly reorderMs?: number;
  /** No line is from later than this; may be moved on. @default Infinity */
  readonly latestMs?: number;
}

/** Decides whether to believe a time, given the times before it. O(1) state; what is refused changes nothing until five lines agree. */
export class PlausibleTime {
  /** No line is from later than this. */
  latestMs: number;
  /** The newest time believed, or undefined before the first. */
  newestMs: number | undefined;

  readonly #reorderMs: number;
  #rivalMs = 0;
  #rivals = 0;

  constructor({ reorderMs = 60_000, latestMs = Infinity }: PlausibleTimeOptions = {}) {
    this.#reorderMs = reorderMs;
    this.latestMs = latestMs;
  }

  /** What is wrong with a time; undefined when it is believed. */
  faultOf(ms: number): TimeFault | undefined {
    if (ms > this.latestMs) return "future";
    const newest = this.newestMs;
    if (newest === undefined) {
      this.newestMs = ms;
      return undefined;
    }
    const step = ms - newest;
    if (step >= -this.#reorderMs && step <= LONGEST_JUMP_MS) {
      if (step > 0) this.newestMs = ms;
      this.#rivals = 0;
      return undefined;
    }
    return this.#hasAgreement(ms) ? undefined : step < 0 ? "late" : "jump";
  }

  /** Begins again, with any time. */
  forget(): void {
    this.newestMs = undefined;
    this.#rivals = 0;
  }

  #hasAgreement(ms: number): boolean {
    const step = ms - this.#rivalMs;
    const agrees = this.#rivals > 0 && step >= -this.#reorderMs && step <= LONGEST_JUMP_MS;
    this.#rivals = agrees ? this.#rivals + 1 : 1;
    this.#rivalMs = agrees ? Math.max(this.#rivalMs, ms) : ms;
    if (this.#rivals < AGREEING_LINES) return false;
    this.newestMs = this.#rivalMs;
    this.#rivals = 0;
    return true;
  }
}
