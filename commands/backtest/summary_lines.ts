import { counted } from "../../core/detection/figures/counted.ts";
import { formatFigure } from "../../core/detection/figures/format_rate.ts";
import { formatSpan } from "../../core/detection/figures/format_span.ts";
import { formatUtc } from "../../terminal/format_time.ts";
import type { Backtest } from "./run_backtest.ts";

const DAY_MS = 86_400_000;

/** What a backtest came to, in a few lines: how much was read, how often something was called, what the budget was, and which lines were left out. */
export function summaryLines(backtest: Backtest, { seconds }: { readonly seconds: number }): string[] {
  const { incidents, sources, stats, promise } = backtest;
  const perDay = `${formatFigure(incidentsPerDay(backtest))} a day`;
  const read = `${counted(stats.read, "line")} of ${counted(sources.length, "source")}, ${
    formatFigure(stats.read / seconds)
  } lines/s`;
  const rest = leftOut(backtest);
  return [
    `${counted(incidents.length, "incident")}, ${perDay}: ${spanOf(backtest)}, ${read}`,
    ...promise === null ? [] : [`${promise}; ${counted(incidents.length, "incident")} seen, ${perDay}`],
    ...rest === "" ? [] : [`not evaluated: ${rest}`],
  ];
}

/** Incidents a day over the time that was evaluated; 0 without any. */
export function incidentsPerDay({ incidents, fromMs, toMs }: Backtest): number {
  return fromMs === null || toMs === null ? 0 : incidents.length / ((toMs - fromMs) / DAY_MS);
}

function spanOf({ fromMs, toMs }: Backtest): string {
  if (fromMs === null || toMs === null) return "no whole window";
  return `${formatSpan(toMs - fromMs)} from ${formatUtc(fromMs)} to ${formatUtc(toMs)} UTC`;
}

/** Lines by why they are in no window, those reasons alone that there are. */
function leftOut({ stats: { timeless, late, early } }: Backtest): string {
  const reasons: [number, string][] = [
    [timeless, "without a time that is believed"],
    [late, "far behind the lines around them"],
    [early, "before the first whole window"],
  ];
  return reasons.filter(([lines]) => lines > 0).map(([lines, why]) => `${counted(lines, "line")} ${why}`).join(", ");
}
