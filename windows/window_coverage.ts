import type { SeenHeartbeat } from "../core/heartbeat.ts";
import type { WindowCoverage } from "./closed_window.ts";
import { coverageOf } from "./coverage.ts";

/**
 * Says how much of windows in a row is known. A heartbeat tells of an agent's present life alone, so that windows before it are taken
 * for whole where they have lines; but not where an agent began or ended in them, which is known, or shows in an unknown
 * window beside them.
 */
export function windowCoverage(
  windows: readonly { readonly startMs: number; readonly endMs: number; readonly total: number }[],
  heartbeats: readonly SeenHeartbeat[],
): WindowCoverage[] {
  const spans = windows.map((window) => coverageOf(heartbeats, window));
  const isUnknown = windows.map(({ total }, at) => total === 0 && spans[at] !== "whole");
  return windows.map((_, at) => {
    if (isUnknown[at]) return "unknown";
    const isWhole = spans[at] === "whole" || spans[at] === "none" && !isUnknown[at - 1] && !isUnknown[at + 1];
    return isWhole ? "whole" : "part";
  });
}
