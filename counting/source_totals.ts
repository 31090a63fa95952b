import type { LostLines } from "../core/loss.ts";

/** Lines of one source since its counting began, what the open slot holds left out. */
export interface SourceTotals {
  readonly read: number;
  readonly counted: number;
  /** Slot of the first live line, epoch milliseconds. */
  readonly firstLiveMs: number | null;
  /** Lines that went before they could be counted; they are in `read`. @default {none} */
  readonly lost?: LostLines;
}

/** Before anything was read. */
export const NO_TOTALS: SourceTotals = { read: 0, counted: 0, firstLiveMs: null };
