import { cutText } from "../../cut_text.ts";
import type { Contributor, WindowFigures } from "../figures/episode_figures.ts";
import { formatFigure, formatRate } from "../figures/format_rate.ts";
import type { KindContext } from "./kind.ts";

/** How long a template's text may be in a title, and in a list of templates. */
const TITLE_LENGTH = 80;

/** A template's text, or its id where the registry has none. */
export function textOf(template: string, context: KindContext): string {
  return context.template(template)?.text ?? template;
}

/** A template's text where there is room for one line. */
export function shortText(template: string, context: KindContext): string {
  return cutText(textOf(template, context), TITLE_LENGTH);
}

/**
 * How many times the usual: `4.1x the usual`. What hardly ever comes has a usual near none, of which a multiple says little: `>100x the
 * usual`.
 */
export function timesUsual({ actual, expected }: Pick<WindowFigures, "actual" | "expected">): string {
  const times = actual / expected;
  return times > 100 ? ">100x the usual" : `${formatFigure(times)}x the usual`;
}

/** `1,000/s against 100/s expected and 120/s at most, 180 sigma`. */
export function comparison(
  { actual, expected, threshold, score }: WindowFigures,
  { windowMs, limit }: { readonly windowMs: number; readonly limit: "at most" | "at least" },
): string {
  const rate = (lines: number) => formatRate(lines, windowMs);
  const sigma = formatFigure(score);
  return `${rate(actual)} against ${rate(expected)} expected and ${rate(threshold)} ${limit}, ${sigma} sigma`;
}

/** Templates with their rates, in a row; empty without any. */
export function contributorList(contributors: readonly Contributor[], context: KindContext): string {
  const rate = (lines: number) => formatRate(lines, context.windowMs);
  return contributors
    .map(({ template, actual, expected }) =>
      `${rate(actual)} (${rate(expected)} expected) of "${shortText(template, context)}"`
    )
    .join(", ");
}
