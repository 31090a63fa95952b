import { addCount } from "../core/add_count.ts";

/**
 * Lines per template with those of replaced templates added to their survivors', in the order of ids: the same counts give the same
 * map whoever counted them.
 */
export function resolveCounts(
  counts: ReadonlyMap<string, number>,
  lineage: ReadonlyMap<string, string>,
): ReadonlyMap<string, number> {
  if (counts.size === 0) return NONE;
  const resolved = new Map<string, number>();
  for (const template of [...counts.keys()].sort()) {
    addCount(resolved, lineage.get(template) ?? template, counts.get(template)!);
  }
  return resolved;
}

/** Most windows of a sparse log have no lines: one map does for all of them. */
const NONE: ReadonlyMap<string, number> = new Map();
