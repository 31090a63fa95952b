import type { SourceWindow } from "../core/statistics/source_windows.ts";
import { resolveCounts } from "./resolve_counts.ts";

/** What a window holds. */
export type WindowLines = Omit<SourceWindow, "source" | "startMs">;

const NONE: ReadonlyMap<string, number> = new Map();
/** What most windows of a sparse log hold. */
export const NO_LINES: WindowLines = { counts: NONE, total: 0, errors: NONE, fatals: NONE, hosts: NONE };

/** The same lines with those of replaced templates as their survivors'. */
export function resolveLines(
  { counts, total, errors, fatals, hosts }: WindowLines,
  lineage: ReadonlyMap<string, string>,
): WindowLines {
  const resolve = (lines: ReadonlyMap<string, number>) => resolveCounts(lines, lineage);
  return { counts: resolve(counts), total, errors: resolve(errors), fatals: resolve(fatals), hosts };
}
