import { durationMs } from "../core/duration.ts";

/** What `--history` may be, but for the duration's unit. */
export const HISTORY_FORM = /^(auto|none|\d+(\.\d+)?(s|m|h|d|w))$/;

/** What is nearly too old when it is read would be refused when it is stored. */
const MARGIN_MS = 3_600_000;

/** How far back `--history` reaches where counters are kept for `retentionMs`, milliseconds; 0: not at all. */
export function historySpanMs(history: string, retentionMs: number): number {
  if (history === "none") return 0;
  const wanted = history === "auto" ? Infinity : durationMs(history) ?? 0;
  return Math.max(0, Math.min(wanted, retentionMs - MARGIN_MS));
}
