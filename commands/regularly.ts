import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/message_of.ts";

const MINUTE_MS = 60_000;

/** Settings of {@linkcode regularly}. */
export interface RegularlyOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** From the end of one time to the beginning of the next, milliseconds. */
  readonly everyMs: number;
  /** Told why a time failed; the next one is tried all the same. */
  readonly onProblem: (message: string) => void;
}

/**
 * Looks after a store: first after a minute, so that no start waits for it, then again and again. Resolves when the signal aborts, after
 * what is under way; never rejects.
 */
export async function regularly(
  work: (nowMs: number) => Promise<void>,
  { clock, signal, everyMs, onProblem }: RegularlyOptions,
): Promise<void> {
  await clock.sleep(Math.min(MINUTE_MS, everyMs), signal);
  while (!signal.aborted) {
    try {
      await work(clock.now());
    } catch (error) {
      onProblem(messageOf(error));
    }
    await clock.sleep(everyMs, signal);
  }
}
