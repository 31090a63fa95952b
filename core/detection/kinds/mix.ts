import { subjectTitle } from "./change_words.ts";
import { defineKind } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";

/** A message that rises while another falls and the traffic as a whole is usual: errors in place of successes. */
export const mix = defineKind({
  name: "mix",
  title: "Change of mix",
  colours: { chart: "light-purple", terminal: "magenta" },
  lasts: true,
  follows: true,
  describe: (episode, context) => subjectTitle("Another mix of messages", episode, context),
  severity: () => "warning",
  alertRows: (anomaly) => rateRows(anomaly, "usual max"),
});
