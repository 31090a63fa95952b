import { formatFigure } from "../figures/format_rate.ts";
import { defineKind } from "./kind.ts";
import { areMany } from "./message_severity.ts";
import { rateRows } from "./rate_rows.ts";
import { timesUsual } from "./words.ts";

/** More lines of level error and above than usual, whatever their messages. */
export const errors = defineKind({
  name: "errors",
  title: "Errors",
  colours: { chart: "dark-orange", terminal: "red" },
  lasts: true,
  isOfErrors: true,
  whole: "lines of level error and above in",
  describe: ({ source, actual, expected }) => ({
    title: expected < 1
      ? `${formatFigure(actual)} errors in ${source}, where hardly any are usual`
      : `${timesUsual({ actual, expected })} errors in ${source}`,
    text: "",
  }),
  severity: (episode) => areMany(episode) && episode.actual >= 3 * episode.expected ? "critical" : "warning",
  alertRows: (anomaly) => rateRows(anomaly, "usual max"),
});
