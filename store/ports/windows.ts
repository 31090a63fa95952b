import type { SourceWindow } from "../../core/statistics/source_windows.ts";
import type { WindowRange } from "../../core/statistics/tally_windows.ts";
import type { WindowStatistics } from "../../core/statistics/window_statistics.ts";

/** Lines per window. The ends of a query's range are multiples of the window's length, else a RangeError. */
export interface WindowStore {
  /** Live lines of many sources at once, a row for each window with lines, ordered by (source, startMs); lineage is not resolved. */
  sourceWindows(query: SourceWindowsQuery): Promise<SourceWindow[]>;

  /**
   * What a detector learns a source's past from: lines of the modes live and history together, a row for each window with lines, in
   * order of time; lineage is not resolved. For windows of a minute and more: history is kept in slots of a minute.
   */
  pastWindows(query: PastWindowsQuery): Promise<SourceWindow[]>;

  /**
   * Mean and sample standard deviation of live lines per window over the range, per template and for `*`. A window without
   * lines counts 0; a template without any live line in the range has no row; `stddev` of one window is 0.
   */
  windowStatistics(query: WindowQuery): Promise<WindowStatistics[]>;
}

/** One source's windows. */
export interface WindowQuery extends WindowRange {
  readonly source: string;
}

/** One source's windows of the past. */
export type PastWindowsQuery = Omit<WindowQuery, "lineage">;

/** Windows of many sources. */
export interface SourceWindowsQuery extends Omit<WindowRange, "lineage"> {
  /** @default all */
  readonly sources?: readonly string[];
}
