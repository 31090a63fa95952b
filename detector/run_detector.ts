import { aborted } from "../clock/aborted.ts";
import { DetectorLoop } from "./detector_loop.ts";
import type { DetectorOptions } from "./detector_options.ts";

export type { DetectorOptions } from "./detector_options.ts";

/** How long the end may take, milliseconds: a store or a webhook that hangs is not waited for longer. */
const LONGEST_END_MS = 800;

/**
 * Evaluates the windows of every source in the store until the signal aborts: soon after each window's end, as soon as every live
 * agent has acknowledged what arrived in it. It keeps going when the store fails, and makes up for the windows it missed.
 * Two detectors on one store give every anomaly the same id, so that nothing is found twice.
 *
 * @throws what is no failure of the store, such as a bug or a full disk under something else.
 */
export async function runDetector(options: DetectorOptions): Promise<void> {
  const { clock, signal, notifiers } = options;
  const loop = new DetectorLoop(options);
  const work = loop.run().then(() => loop.finish());
  const isOver = new AbortController();
  const limit = aborted(AbortSignal.any([signal, isOver.signal]))
    .then(() => clock.sleep(LONGEST_END_MS, isOver.signal));
  try {
    await Promise.race([work, limit]);
  } finally {
    isOver.abort();
    work.catch(() => {});
    await Promise.all(notifiers.map((notifier) => notifier.close()));
  }
}
