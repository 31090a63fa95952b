import type { ChalkInstance } from "chalk";
import { type ChangedTemplate, isNewError } from "../../core/compare/compare_templates.ts";
import { cutText } from "../../core/cut_text.ts";
import { formatFigure } from "../../core/detection/figures/format_rate.ts";
import { shownValue } from "../../core/shown_text.ts";
import type { ComparedTemplate, Comparison } from "./compared_template.ts";

/** A template that changed, with what is known of it. */
export type Row = ChangedTemplate<ComparedTemplate>;

const INDENT = "  ";
const COLOURS = { new: "yellow", gone: "blue", more: "magenta", fewer: "cyan" } as const;
/** Hosts that a line names. */
const NAMED = 3;
/** New messages that may be chance, and are shown. */
const PASSING_SHOWN = 10;

/** A row as one JSON object. */
export function rowJson(
  { template, change, before, after, ratio, probability, isBeyondChance }: Row,
): Record<string, unknown> {
  const { text, sample, hosts, source, level, isError } = template;
  return {
    text,
    sample,
    hosts,
    ...source === null ? {} : { source },
    change,
    before,
    after,
    ratio,
    probability,
    beyond_chance: isBeyondChance,
    level,
    error: isError,
  };
}

/** A row in two lines: how it changed, from how many lines to how many, how probable that is by chance, and its text; then a sample. */
export function rowLines(
  row: Row,
  { palette, columns }: { readonly palette: ChalkInstance; readonly columns: number | null },
): string[] {
  const { change, before, after } = row;
  const { text, sample, hosts, source } = shownValue(row.template);
  const room = columns ?? Infinity;
  const where = [
    ...source === null ? [] : [source],
    ...hosts.slice(0, NAMED),
    ...hosts.length > NAMED ? [`${hosts.length} hosts`] : [],
  ];
  const name = isNewError(row) ? "new error" : change;
  const rest = [
    `${formatFigure(before)} -> ${formatFigure(after)}`.padEnd(18),
    figures(row).padEnd(24),
    ...where.length === 0 ? [] : [`[${where.join(", ")}]`],
    text,
  ].join(INDENT);
  const shown = cutText(rest, Math.max(1, room - NAME_WIDTH - INDENT.length));
  return [
    `${palette[isNewError(row) ? "red" : COLOURS[change]](name.padEnd(NAME_WIDTH))}${INDENT}${shown}`,
    palette.dim(INDENT + cutText(sample, Math.max(1, room - INDENT.length))),
  ];
}

const NAME_WIDTH = "new error".length;

/** What was compared, and how many templates changed in which way. */
export function comparisonSummary({ templates, before, after }: Comparison, rows: readonly Row[]): string {
  const changes = [...Map.groupBy(rows, ({ change }) => change)].map(([change, group]) => `${group.length} ${change}`);
  const chance = rows.filter(({ isBeyondChance }) => !isBeyondChance).length;
  return `${formatFigure(before)} lines before, ${formatFigure(after)} after, ${
    formatFigure(templates.length)
  } messages: ` +
    (changes.length === 0 ? "no change beyond chance" : changes.join(", ")) +
    (chance === 0 ? "" : ` (${chance} of the new ones may be chance)`);
}

/**
 * The rows that are shown to a person, and how many are not: all beyond chance, all new errors, and of other new messages that may be chance
 * the first ten, as a log of a new source has hundreds of them.
 */
export function shownRows(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly more: number } {
  const isPassing = (row: Row) => !row.isBeyondChance && !isNewError(row);
  const passing = new Set(rows.filter(isPassing).slice(PASSING_SHOWN));
  return { shown: rows.filter((row) => !passing.has(row)), more: passing.size };
}

function figures({ ratio, probability, isBeyondChance }: Row): string {
  if (!isBeyondChance) return "may be chance";
  const times = ratio === null || ratio === 0 ? "" : `${ratio >= 1 ? formatFigure(ratio) : ratio.toPrecision(2)}x, `;
  return `${times}p ${formatProbability(probability)}`;
}

function formatProbability(probability: number): string {
  if (probability === 0) return "<1e-300";
  return probability < 0.001 ? probability.toExponential(0) : probability.toFixed(3);
}
