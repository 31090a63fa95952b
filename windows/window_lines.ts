import type { SourceWindow } from "../core/statistics/source_windows.ts";
import { resolveCounts } from "./resolve_counts.ts";

/** What a window holds. */
export type WindowLines = Omit<SourceWindow, "source" | "startMs">;

const NONE: ReadonlyMap<string, number> = new Map();
/** What most windows of a sparse log hold. */
export const NO_LINES: WindowLines = { counts: NONE, total: 0, errors: NONE, hosts: NONE };

/** The same lines with those of replaced templates as their survivors'. */
export function resolveLines(
  { counts, total, errors, hosts }: WindowLines,
  lineage: ReadonlyMap<string, string>,
): WindowLines {
  return { counts: resolveCounts(counts, lineage), total, errors: resolveCounts(errors, lineage), hosts };
}
