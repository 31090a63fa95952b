import { riseSeverity, subjectTitle } from "./change_words.ts";
import { defineKind } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";
import { timesUsual } from "./words.ts";

/** A sudden rise of a rate, of a source or of one message. */
export const spike = defineKind({
  name: "spike",
  title: "Spike",
  colours: { chart: "semi-dark-red", terminal: "red" },
  lasts: true,
  isChange: true,
  describe: (episode, context) => subjectTitle(timesUsual(episode), episode, context),
  severity: riseSeverity,
  alertRows: (anomaly) => rateRows(anomaly, "usual max"),
});
