import type { ObservedWindow } from "../core/detection/observed_window.ts";
import type { SeenHeartbeat } from "../core/heartbeat.ts";
import { coverageOf } from "./coverage.ts";

/** A window with what can be made of it. */
export interface EvaluableWindow extends ObservedWindow {
  readonly complete: boolean;
  /** No agent covered all of it, and it has no lines: that may be silence, or an agent that was not there. */
  readonly isUnknown: boolean;
}

/**
 * Says of windows in a row what they are good for. A heartbeat tells of an agent's present life alone, so that windows before
 * it are taken as they are where they have lines; but not for complete where an agent began or ended in them, which is
 * known, or shows in an unknown window beside them.
 */
export function evaluable(
  windows: readonly ObservedWindow[],
  heartbeats: readonly SeenHeartbeat[],
  windowMs: number,
): EvaluableWindow[] {
  const coverage = windows.map(({ startMs }) => coverageOf(heartbeats, { startMs, endMs: startMs + windowMs }));
  const isUnknown = windows.map(({ total }, at) => total === 0 && coverage[at] !== "whole");
  return windows.map((window, at) => ({
    ...window,
    isUnknown: isUnknown[at],
    complete: coverage[at] === "whole" || coverage[at] === "none" && !isUnknown[at - 1] && !isUnknown[at + 1],
  }));
}
