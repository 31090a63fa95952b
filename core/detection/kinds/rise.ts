import { riseSeverity, subjectTitle } from "./change_words.ts";
import { defineKind } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";
import { timesUsual } from "./words.ts";

/** A rise that took more than an hour to show. */
export const rise = defineKind({
  name: "rise",
  title: "Slow rise",
  colours: { chart: "dark-red", terminal: "red" },
  lasts: true,
  isChange: true,
  describe: (episode, context) => subjectTitle(`Slow rise to ${timesUsual(episode)}`, episode, context),
  severity: riseSeverity,
  alertRows: (anomaly) => rateRows(anomaly, "usual max"),
});
