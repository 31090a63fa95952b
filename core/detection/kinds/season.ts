import { formatFigure } from "../figures/format_rate.ts";
import { defineKind } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";

/** Traffic that is usual at another time of the day, but not at this one. */
export const season = defineKind({
  name: "season",
  title: "Unusual hour",
  colours: { chart: "light-orange", terminal: "yellow" },
  lasts: true,
  isChange: true,
  describe: ({ source, actual, expected }) => ({
    title: `${formatFigure(actual / expected)}x the traffic that is usual at this time of the day in ${source}`,
    text: "",
  }),
  severity: () => "warning",
  alertRows: (anomaly) => rateRows(anomaly, "usual max"),
});
