import type { Severity } from "../../anomaly_facts.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { EpisodeFigures } from "../figures/episode_figures.ts";
import { formatFigure, formatRate } from "../figures/format_rate.ts";
import { defineKind, type KindContext, type Words } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";
import { NORMAL } from "./series_rule.ts";
import { comparison, contributorList, shortText, textOf } from "./words.ts";

/**
 * More lines than the band allows, of a source or of one template. Such a window is no normal one, so that it stays out of the baseline.
 *
 * Severity: `critical` where a source holds at least 3 times what was expected and 12 sigma more; `info` for one template below
 * that; all else is a `warning`.
 */
export const frequency = defineKind({
  name: "frequency",
  title: "Frequency",
  colours: { chart: "red", terminal: "red" },
  lasts: true,
  limit: ({ threshold, windowMs }) => formatRate(threshold, windowMs),
  describe,
  severity,
  alertRows: (anomaly) => rateRows(anomaly, "expected max"),
  sigma: {
    series: {
      staysOutOfBaseline: true,
      share: ({ actual, expected }) => actual - expected,
      evaluate({ startMs, endMs, actual, band }) {
        if (actual <= band.upper) return NORMAL;
        const score = (actual - band.level) / band.deviation;
        return {
          state: null,
          anomalous: { startMs, endMs, actual, expected: band.level, threshold: band.upper, score },
        };
      },
    },
  },
});

function describe(episode: EpisodeFigures, context: KindContext): Words {
  const { source, template } = episode;
  const figures = comparison(episode, { windowMs: context.windowMs, limit: "at most" });
  if (template !== ALL_TEMPLATES) {
    return {
      title: `${growth(episode)} in ${source}: ${shortText(template, context)}`,
      text: `${textOf(template, context)}: ${figures}`,
    };
  }
  const grown = contributorList(episode.contributors, context);
  return {
    title: `${growth(episode)} traffic in ${source}`,
    text: grown === "" ? figures : `${figures}. Grown most: ${grown}`,
  };
}

function growth({ actual, expected }: EpisodeFigures): string {
  return expected > 0 ? `${formatFigure(actual / expected)}x the usual` : "Unusual";
}

function severity({ template, actual, expected, score }: EpisodeFigures): Severity {
  const isGreat = actual >= 3 * expected && score >= 12;
  if (template === ALL_TEMPLATES) return isGreat ? "critical" : "warning";
  return isGreat ? "warning" : "info";
}
