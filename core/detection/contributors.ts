import type { Contributor } from "./episode.ts";

/** How many templates an anomaly names. */
const NAMED = 3;

/** The templates that hold most lines above what was expected of them, the first most; none that holds fewer. */
export function topContributors(templates: Iterable<Contributor>): Contributor[] {
  return [...templates]
    .filter(({ actual, expected }) => actual > expected)
    .sort((a, b) => b.actual - b.expected - (a.actual - a.expected) || (a.template < b.template ? -1 : 1))
    .slice(0, NAMED);
}
