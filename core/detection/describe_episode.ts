import type { Anomaly, Severity } from "../anomaly.ts";
import { cutText } from "../cut_text.ts";
import { ALL_TEMPLATES } from "../statistics/window_counts.ts";
import type { Episode } from "./episode.ts";
import { formatFigure, formatRate } from "./format_rate.ts";

/** How long a template's text may be in a title, and in a list of templates. */
const TITLE_LENGTH = 80;

/** What is needed to say an episode in words. */
export interface EpisodeContext {
  readonly windowMs: number;
  /** When it was first saved, epoch milliseconds. */
  readonly savedMs: number;
  /** A template's text and a line of it, where the registry has them. */
  readonly template: (id: string) => { readonly text: string; readonly sample: string } | undefined;
}

/**
 * An episode as an operator reads it. Figures in words are per second. Where the anomaly is about one template its text comes
 * first; that of a whole source names the templates that grew most.
 *
 * Severity: `critical` where a source holds at least 3 times what was expected and 12 sigma more; `info` for one template's
 * frequency below that; all else is a `warning`.
 */
export function describeEpisode(episode: Episode, context: EpisodeContext): Anomaly {
  const { id, kind, source, template, startMs, endMs, actual, expected, threshold, score, parent } = episode;
  const { windowMs, savedMs } = context;
  const figures = { startMs, endMs, windowMs, actual, expected, threshold, score };
  const [title, text] = words(episode, context);
  const sample = context.template(template === ALL_TEMPLATES ? episode.contributors[0]?.template ?? "" : template)
    ?.sample;
  const severity = severityOf(episode);
  return {
    id,
    kind,
    source,
    template,
    title,
    text,
    severity,
    ...figures,
    sample: sample ?? "",
    savedMs,
    parent,
    label: null,
  };
}

function severityOf({ kind, template, actual, expected, score }: Episode): Severity {
  if (kind !== "frequency") return "warning";
  const isGreat = actual >= 3 * expected && score >= 12;
  if (template === ALL_TEMPLATES) return isGreat ? "critical" : "warning";
  return isGreat ? "warning" : "info";
}

function words(episode: Episode, context: EpisodeContext): [title: string, text: string] {
  const { kind, source, template } = episode;
  const text = textOf(template, context);
  if (kind === "pattern") return [`New message in ${source}: ${cutText(text, TITLE_LENGTH)}`, text];
  if (kind === "overflow") {
    return [
      `More templates in ${source} than are told apart`,
      `${text}: lines of rare new templates are counted together from here on; raise MAX_TEMPLATES, or look at what makes every line differ`,
    ];
  }
  if (template !== ALL_TEMPLATES) {
    return [
      `${growth(episode)} in ${source}: ${cutText(text, TITLE_LENGTH)}`,
      `${text}: ${comparison(episode, context.windowMs)}`,
    ];
  }
  const grown = grownMost(episode, context);
  return [
    `${growth(episode)} traffic in ${source}`,
    comparison(episode, context.windowMs) + (grown === "" ? "" : `. Grown most: ${grown}`),
  ];
}

function growth({ actual, expected }: Episode): string {
  return expected > 0 ? `${formatFigure(actual / expected)}x the usual` : "Unusual";
}

function comparison({ actual, expected, threshold, score }: Episode, windowMs: number): string {
  const rate = (lines: number) => formatRate(lines, windowMs);
  return `${rate(actual)} against ${rate(expected)} expected and ${rate(threshold)} at most, ${
    formatFigure(score)
  } sigma`;
}

function grownMost({ contributors }: Episode, context: EpisodeContext): string {
  const rate = (lines: number) => formatRate(lines, context.windowMs);
  return contributors
    .map(({ template, actual, expected }) =>
      `${rate(actual)} (${rate(expected)} expected) of "${cutText(textOf(template, context), TITLE_LENGTH)}"`
    )
    .join(", ");
}

function textOf(template: string, context: EpisodeContext): string {
  return context.template(template)?.text ?? template;
}
