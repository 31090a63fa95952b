import type { ClosedWindow } from "./closed_window.ts";

/** The order in which windows come: by start, then by source. */
export function byPlace(a: ClosedWindow, b: ClosedWindow): number {
  return a.startMs - b.startMs || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0);
}
