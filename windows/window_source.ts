import type { ClosedWindow } from "./closed_window.ts";

/** Ends (exclusive) of what is done with, epoch milliseconds, by source. */
export type Positions = ReadonlyMap<string, number>;

/**
 * Where windows come from: a store, old log files. `testing/contract.ts` holds adapters to this prose.
 *
 * - **Order.** The windows of a source come one after another without a gap: each begins where the one before ended, those without
 *   lines too. Windows of several sources that are closed at the same time come in one batch, ordered by (startMs, source); a
 *   source that is behind holds up no other.
 * - **Start.** A source begins with the first whole window after its first line, one that is known to be empty with its first whole
 *   window, or where {@linkcode acknowledge} says.
 * - **Closed.** A window comes once everything that its readers have to say of it is there: when the watermark of each reader that
 *   is alive has passed its end. A line that comes later all the same changes no window that was given.
 * - **Coverage.** A window that one reader covered from start to end is `whole`, with lines or without. Without lines and without
 *   such a reader it is `unknown`. All others are `part`, where that is known, else `whole`.
 * - **Templates.** `arrivals` names each template once per call of {@linkcode windows}, a replaced one as its survivor, with the first
 *   window that is given and ends after the template's first line; those that lines of no window have brought as well. Counts of a replaced template are its
 *   survivor's, from the first window on that is given after the merge is known.
 * - **Restart.** A call of {@linkcode windows} begins at what is acknowledged. Windows that were given but not acknowledged come again,
 *   with the same lines.
 * - **Failures.** What can pass is tried again until it does; everything else is thrown.
 * - **End.** The iteration ends soon after `signal` aborts, without an error, or when there can't be any more windows. A batch that was
 *   given whole is never taken back.
 */
export interface WindowSource {
  /** Windows as they close. One iteration at a time; the next batch is made when it is asked for. */
  windows(signal: AbortSignal): AsyncIterable<readonly ClosedWindow[]>;
  /**
   * Everything before these positions is evaluated and saved. Before the first call of {@linkcode windows} it says where a
   * restart goes on; a source that has not been heard of yet counts as well.
   */
  acknowledge(positions: Positions): Promise<void>;
  /** Text and sample of a template that a window of the present iteration names, or of its survivor. */
  template(source: string, id: string): { readonly text: string; readonly sample: string } | undefined;
}
