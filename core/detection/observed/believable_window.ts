import { sum } from "../../sum.ts";
import type { ObservedWindow } from "./observed_window.ts";

/** More lines than any source says in a window; their squares and sums are still far from what a number holds. */
const MOST_LINES = 1e12;

/** A window as it can be: counts that are no number, none or less than none are left out, and what is beyond all measure is cut. The same one where all is well. */
export function believable(window: ObservedWindow): ObservedWindow {
  const { counts, errors = NONE, hosts = NONE, total } = window;
  if (isCount(total) && areCounts(counts) && areCounts(errors) && areCounts(hosts)) return window;
  const kept = cleaned(counts);
  return {
    ...window,
    counts: kept,
    errors: cleaned(errors),
    hosts: cleaned(hosts),
    total: isCount(total) ? total : sum(kept.values()),
  };
}

const NONE: ReadonlyMap<string, number> = new Map();

function areCounts(counts: ReadonlyMap<string, number>): boolean {
  for (const lines of counts.values()) if (!isCount(lines) || lines === 0) return false;
  return true;
}

function isCount(lines: number): boolean {
  return lines >= 0 && lines <= MOST_LINES;
}

function cleaned(counts: ReadonlyMap<string, number>): Map<string, number> {
  const some = [...counts].filter(([, lines]) => lines > 0);
  return new Map(some.map(([template, lines]) => [template, Math.min(lines, MOST_LINES)]));
}
