import type { Contributor } from "./episode_figures.ts";

/** How many templates an anomaly names. */
const NAMED = 3;

/** The templates that did most to an anomaly, the first most; none whose share is not above 0. */
export function topContributors(
  templates: Iterable<Contributor>,
  share: (template: Contributor) => number,
): Contributor[] {
  return [...templates]
    .map((contributor) => ({ contributor, share: share(contributor) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.contributor.template < b.contributor.template ? -1 : 1))
    .slice(0, NAMED)
    .map(({ contributor }) => contributor);
}
