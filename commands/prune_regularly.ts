import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/message_of.ts";
import type { StoreLifecycle } from "../store/ports/lifecycle.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Settings of {@linkcode pruneRegularly}. */
export interface PruneRegularlyOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** From the end of one time to the beginning of the next, milliseconds. @default {3600000} */
  readonly everyMs?: number;
  /** Told why a time failed; the next one is tried all the same. */
  readonly onProblem: (message: string) => void;
}

/**
 * Deletes what is older than the store's retention: first after a minute, so that no start waits for it, then every hour.
 * Resolves when the signal aborts, after a deletion that is under way; never rejects.
 */
export async function pruneRegularly(
  store: Pick<StoreLifecycle, "prune">,
  { clock, signal, everyMs = HOUR_MS, onProblem }: PruneRegularlyOptions,
): Promise<void> {
  await clock.sleep(Math.min(MINUTE_MS, everyMs), signal);
  while (!signal.aborted) {
    try {
      await store.prune(clock.now());
    } catch (error) {
      onProblem(messageOf(error));
    }
    await clock.sleep(everyMs, signal);
  }
}
