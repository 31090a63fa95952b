import { beyondChance } from "../statistics/benjamini_hochberg.ts";
import { incompleteBeta } from "../statistics/incomplete_beta.ts";
import { clusteringOf } from "./clustering.ts";
import { sizeRatio } from "./size_ratio.ts";
import { sum } from "../sum.ts";

/** A template in two stretches of a log. */
export interface TemplateCounts {
  readonly isError: boolean;
  /** Lines before, in blocks: how evenly they come says what chance allows. */
  readonly before: readonly number[];
  /** Lines after. */
  readonly after: number;
}

/** In which way a template changed. */
export type Change = "new" | "gone" | "more" | "fewer";

/** A template that changed. */
export interface ChangedTemplate<T extends TemplateCounts> {
  readonly template: T;
  readonly change: Change;
  readonly before: number;
  readonly after: number;
  /** Lines after for each that was expected from those before; null where there were none. */
  readonly ratio: number | null;
  /** Of a change as large as this one, either way, where nothing but chance changes counts. */
  readonly probability: number;
  /** Whether that is less than chance allows, given how many templates were looked at. */
  readonly isBeyondChance: boolean;
}

/** A smaller change than this is none, however certain: no two stretches of a log are just alike. */
const LEAST_RATIO = 1.2;
/** Share of the changes called that may be called wrongly. */
const FALSE_RATE = 0.01;

/**
 * Which templates changed from one stretch of a log to another: those that are new, whatever their number, and those that are gone, more or fewer
 * beyond what chance allows; new errors first, then what is least probable.
 *
 * Given the lines of both stretches, those after are binomial with the share that {@linkcode sizeRatio} makes of it (the conditional test of two Poisson rates;
 * Przyborowski and Wilenski 1940), for a change of at least 1.2 times, two-sided. Counts are divided by how much their lines cluster before
 * ({@linkcode clusteringOf}), so that bursts count as what they are. All templates' probabilities together are held to a rate of false
 * discoveries of 1 % ({@linkcode beyondChance}).
 *
 * @param totals lines of all templates before, in the same blocks.
 */
export function compareTemplates<T extends TemplateCounts>(
  templates: readonly T[],
  totals: readonly number[],
): ChangedTemplate<T>[] {
  const counted = templates.map((template) => ({ template, before: sum(template.before), after: template.after }));
  const expectedPerLine = sizeRatio(counted);
  const clustering = clusteringOf(templates.map(({ before }) => ({ counts: before, totals })));
  const probabilities = counted.map(({ before, after }, i) =>
    probabilityOf(before, after, { expectedPerLine, cluster: clustering[i]! })
  );
  const isBeyond = beyondChance(probabilities, FALSE_RATE);
  return counted
    .map(({ template, before, after }, i): ChangedTemplate<T> => ({
      template,
      change: changeOf(before, after, expectedPerLine),
      before,
      after,
      ratio: before === 0 ? null : after / (before * expectedPerLine),
      probability: probabilities[i]!,
      isBeyondChance: isBeyond[i]!,
    }))
    .filter(({ change, isBeyondChance, after }) => change === "new" ? after > 0 : isBeyondChance)
    .sort(byWeight);
}

function changeOf(before: number, after: number, expectedPerLine: number): Change {
  if (before === 0) return "new";
  if (after === 0) return "gone";
  return after > before * expectedPerLine ? "more" : "fewer";
}

function probabilityOf(
  before: number,
  after: number,
  { expectedPerLine, cluster }: { readonly expectedPerLine: number; readonly cluster: number },
): number {
  const a = before / cluster, b = after / cluster;
  const atMost = expectedPerLine * LEAST_RATIO, atLeast = expectedPerLine / LEAST_RATIO;
  const more = incompleteBeta(atMost / (1 + atMost), b, a + 1);
  const fewer = incompleteBeta(1 / (1 + atLeast), a, b + 1);
  return Math.min(1, 2 * Math.min(more, fewer));
}

function byWeight<T extends TemplateCounts>(a: ChangedTemplate<T>, b: ChangedTemplate<T>): number {
  return Number(isNewError(b)) - Number(isNewError(a)) || a.probability - b.probability ||
    Math.abs(b.after - b.before) - Math.abs(a.after - a.before);
}

/** Whether it is an error that was not there before. */
export function isNewError({ change, template }: ChangedTemplate<TemplateCounts>): boolean {
  return change === "new" && template.isError;
}
