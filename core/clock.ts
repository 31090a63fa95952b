/**
 * Time as the parts of LogIQ see it. Everything that waits or stamps takes a clock, so that tests drive time by hand and
 * demos run faster than life.
 */
export interface Clock {
  /** Milliseconds since the epoch. Never goes back by itself. */
  now(): number;
  /** By how much it is ahead of the machine's, which was set back by much; 0: it was not. @default 0 */
  readonly aheadMs?: number;
  /** Resolves after `ms` milliseconds of this clock, or at once when `signal` aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
