import { defineKind } from "./kind.ts";
import { rateRows } from "./rate_rows.ts";

/** No line at all of a source that an agent covers. */
export const silence = defineKind({
  name: "silence",
  title: "Silence",
  colours: { chart: "dark-blue", terminal: "blue" },
  lasts: true,
  isHeld: true,
  lacks: true,
  extreme: "lowest",
  isMoreExtreme: (window, than) => window.expected > than.expected,
  describe: ({ source }) => ({ title: `No lines from ${source}`, text: "" }),
  severity: () => "critical",
  alertRows: (anomaly) => rateRows(anomaly, "usual min"),
});
