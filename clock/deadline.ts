import type { Clock } from "../core/clock.ts";

/** A signal for work that must end in time; disposed once the work has ended, so that nothing waits on for it. */
export interface Deadline extends Disposable {
  /** Aborts when the time is up. */
  readonly signal: AbortSignal;
}

/**
 * Its signal aborts after `ms` milliseconds of `clock`, or when `signal` does.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { SystemClock } from "./system_clock.ts";
 * using late = deadline(new SystemClock(), 60_000, AbortSignal.abort());
 * assert.ok(late.signal.aborted);
 * ```
 */
export function deadline(clock: Clock, ms: number, signal: AbortSignal): Deadline {
  const late = new AbortController();
  const over = new AbortController();
  void clock.sleep(ms, over.signal).then(() => over.signal.aborted || late.abort());
  return { signal: AbortSignal.any([signal, late.signal]), [Symbol.dispose]: () => over.abort() };
}
