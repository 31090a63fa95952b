import type { ObservedWindow } from "../core/detection/observed/observed_window.ts";

/**
 * How much of a window is known. `whole`: all of its lines. `part`: some of them, as a reader began or ended in it. `unknown`: it
 * has no lines, and nobody is known to have looked all the time: silence, or nobody there.
 */
export type WindowCoverage = "whole" | "part" | "unknown";

/** A window of a source to which no line will be added any more. */
export interface ClosedWindow extends Omit<Required<ObservedWindow>, "complete"> {
  readonly source: string;
  /** Its end, epoch milliseconds, which is the start of the source's next one. An unknown window may stand for many. */
  readonly endMs: number;
  readonly coverage: WindowCoverage;
  /** Replaced template id -> surviving id, which `counts` and `arrivals` go by; another map whenever it has changed. */
  readonly lineage: ReadonlyMap<string, string>;
  /** How far beyond its end the source's windows are closed already, milliseconds: 0 for the newest. */
  readonly behindMs: number;
  /** The source begins with this window, but not with its first line, and may be silent now: a line has to be awaited. */
  readonly awaitsLine: boolean;
}
