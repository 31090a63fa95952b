/**
 * Time as the parts of LogIQ see it. Everything that waits or stamps takes a clock, so that tests drive time by hand and
 * demos run faster than life.
 */
export interface Clock {
  /** Milliseconds since the epoch. Never goes back by itself. */
  now(): number;
  /** Resolves after `ms` milliseconds of this clock, or at once when `signal` aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
