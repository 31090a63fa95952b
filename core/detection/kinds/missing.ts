import { defineKind } from "./kind.ts";
import { templateRows } from "./template_rows.ts";
import { shortText, textOf } from "./words.ts";

/** A message that comes by a rhythm, and has not come for much longer than ever: a job that stopped. */
export const missing = defineKind({
  name: "missing",
  title: "Missing message",
  colours: { chart: "light-blue", terminal: "blue" },
  lasts: true,
  isHeld: true,
  lacks: true,
  isMoreExtreme: (window, than) => window.expected > than.expected,
  describe: ({ source, template }, context) => ({
    title: `Missing in ${source}: ${shortText(template, context)}`,
    text: textOf(template, context),
  }),
  severity: () => "warning",
  alertRows: templateRows,
});
