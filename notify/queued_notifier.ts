import { aborted } from "../clock/aborted.ts";
import { messageOf } from "../core/message_of.ts";
import type { Notifier, Told } from "./notifier.ts";

/** Settings of {@linkcode queuedNotifier}. */
export interface QueuedNotifierOptions {
  /** What messages call the place; it holds no secret. */
  readonly place: string;
  /** Tells it, with the retries of its own. What goes on when `signal` aborts is given up, whether it heeds that or not. */
  readonly deliver: (told: Told, signal: AbortSignal) => Promise<void>;
  /** How long one may take, milliseconds. @default 60000 */
  readonly timeoutMs?: number;
  /** How many may wait; of more the newest are given up. @default 100 */
  readonly queueLimit?: number;
}

/** A notifier that tells one after another, in the order in which they came, and bounds what a {@linkcode Notifier} must: queue, time and end. */
export function queuedNotifier(
  { place, deliver, timeoutMs = 60_000, queueLimit = 100 }: QueuedNotifierOptions,
): Notifier {
  const closed = new AbortController();
  let queued = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    notify(anomaly, change, others) {
      if (queued >= queueLimit) {
        const waiting = `expected fewer than ${queueLimit} to wait for ${place}`;
        return Promise.reject(new Error(`Cannot notify of "${anomaly.title}": ${waiting}`));
      }
      queued++;
      const told = last.then(() => tell({ anomaly, change, others })).finally(() => queued--);
      last = told.catch(() => {});
      return told;
    },
    async close() {
      closed.abort(new Error("expected time to deliver it before the end"));
      await last;
    },
  };

  async function tell(told: Told): Promise<void> {
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      signal.throwIfAborted();
      await unlessAborted(deliver(told, signal), signal);
    } catch (error) {
      const reason = messageOf(error);
      throw new Error(`Cannot notify ${place} of "${told.anomaly.title}": ${reason}`, { cause: error });
    }
  }
}

/** Ends as `work` does, or with the signal's reason as soon as that aborts. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  await Promise.race([work, aborted(signal).then(() => signal.throwIfAborted())]);
}
