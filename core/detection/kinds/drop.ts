import type { Severity } from "../../anomaly_facts.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import type { EpisodeFigures, WindowFigures } from "../figures/episode_figures.ts";
import { formatFigure, formatRate } from "../figures/format_rate.ts";
import { defineKind, type KindContext, type Words } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";
import { NORMAL, type SeriesVerdict, type SeriesWindow } from "./series_rule.ts";
import { comparison, contributorList, shortText, textOf } from "./words.ts";

/**
 * Low windows in a row before it is called, 10 s of windows of 2 s. Lines that do not come are no event of their own: a writer that
 * flushes a full buffer, a rotation or a pause for garbage leave a low window or two, and the end of a log is seen as a window in part
 * and an empty one before its reader has gone.
 */
const LEAST_WINDOWS = 5;

/** Low windows in a row, which are not known to be a drop until there are enough. */
interface LowRun extends WindowFigures {
  readonly deviation: number;
  readonly windows: number;
}

/**
 * Fewer lines than the band allows, of a source or of one template, in at least 5 complete windows in a row. It begins with the first of
 * them, and all are held against that one's band: low windows go into the baseline as ever, where they widen the band until it holds
 * them too. So a drop ends with the first window at the limit, or in part, or unknown; and where it lasts for as many windows as a
 * baseline holds, which has then come down to it, so that the low count is what is expected.
 *
 * Of a template it is not called while its source holds more than its band allows: an attack crowds out what else is logged.
 *
 * Severity: `critical` where a source holds a third of what was expected at most; `info` for one template above that; all
 * else is a `warning`.
 */
export const drop = defineKind({
  name: "drop",
  title: "Drop",
  colours: { chart: "blue", terminal: "blue" },
  lasts: true,
  isChange: true,
  lacks: true,
  // A flood of one message is no part of what is counted: an outage that answers 502 to all is a drop, too.
  whole: "the usual messages of",
  extreme: "lowest",
  isMoreExtreme: (window, than) => window.actual < than.actual,
  limit: ({ threshold, windowMs }) => `at least ${formatRate(threshold, windowMs)}`,
  describe,
  severity,
  alertRows: (anomaly) => rateRows(anomaly, "expected min"),
  sigma: {
    series: { staysOutOfBaseline: false, share: ({ actual, expected }) => expected - actual, evaluate },
  },
});

function evaluate(
  window: SeriesWindow,
  run: LowRun | null,
  { baselineWindows }: DetectionSettings,
): SeriesVerdict<LowRun> {
  const isOver = !window.complete || !window.isSourceNormal || run?.windows === baselineWindows;
  const { actual } = window;
  const threshold = run?.threshold ?? window.band.lower;
  if (isOver || actual >= threshold) return NORMAL;
  const state = extended(run, window);
  const { deviation: _, windows, ...figures } = state;
  return { state, anomalous: windows < LEAST_WINDOWS ? null : figures };
}

function extended(run: LowRun | null, { startMs, endMs, actual, band }: SeriesWindow): LowRun {
  const { level: expected, lower: threshold, deviation } = band;
  const begun = run ?? { startMs, expected, threshold, deviation, windows: 0, actual };
  const lowest = Math.min(begun.actual, actual);
  const score = (begun.expected - lowest) / begun.deviation;
  return { ...begun, endMs, actual: lowest, score, windows: begun.windows + 1 };
}

function describe(episode: EpisodeFigures, context: KindContext): Words {
  const { source, template, actual, expected } = episode;
  const share = actual === 0 ? "None of the usual" : `Only ${formatFigure(100 * actual / expected)} % of the usual`;
  const figures = comparison(episode, { windowMs: context.windowMs, limit: "at least" });
  if (template !== ALL_TEMPLATES) {
    return {
      title: `${share} in ${source}: ${shortText(template, context)}`,
      text: `${textOf(template, context)}: ${figures}`,
    };
  }
  const fallen = contributorList(episode.contributors, context);
  return {
    title: `${share} lines in ${source}`,
    text: fallen === "" ? figures : `${figures}. Fallen most: ${fallen}`,
  };
}

function severity({ template, actual, expected }: EpisodeFigures): Severity {
  const isGreat = actual <= expected / 3;
  if (template === ALL_TEMPLATES) return isGreat ? "critical" : "warning";
  return isGreat ? "warning" : "info";
}
