import { defineKind } from "./kind.ts";
import { templateRows } from "./template_rows.ts";

/** An agent that was there and sends no heartbeats any more: nothing is known of its sources, which need not be silent. */
export const absence = defineKind({
  name: "absence",
  title: "Agent silent",
  colours: { chart: "semi-dark-blue", terminal: "red" },
  lasts: true,
  isHeld: true,
  lacks: true,
  isMoreExtreme: (window, than) => window.endMs > than.endMs,
  describe: ({ source }) => ({ title: `No word from the agent of ${source}`, text: "" }),
  severity: () => "critical",
  alertRows: templateRows,
});
