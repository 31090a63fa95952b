import type { Clock } from "../../core/clock.ts";

export interface Limits {
  readonly clock: Clock;
  readonly ms: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Runs `work` with a signal that aborts after `ms` milliseconds. */
export async function withTimeout<T>(
  { clock, ms, signal }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const done = new AbortController();
  const late = new AbortController();
  const abort = () => late.abort();
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  const timer = clock.sleep(ms, done.signal).then(() => done.signal.aborted || abort());
  try {
    return await work(late.signal);
  } finally {
    done.abort();
    signal.removeEventListener("abort", abort);
    await timer;
  }
}
