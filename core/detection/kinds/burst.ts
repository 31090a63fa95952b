import { formatFigure } from "../figures/format_rate.ts";
import { defineKind } from "./kind.ts";
import { messageSeverity } from "./message_severity.ts";
import { templateRows } from "./template_rows.ts";
import { shortText, textOf } from "./words.ts";

/** More lines of a rare message than it brings when it comes. */
export const burst = defineKind({
  name: "burst",
  title: "Burst",
  colours: { chart: "light-red", terminal: "red" },
  lasts: true,
  grows: true,
  describe: ({ source, template, actual }, context) => ({
    title: `${formatFigure(actual)} lines of a rare message in ${source}: ${shortText(template, context)}`,
    text: textOf(template, context),
  }),
  severity: (episode) => messageSeverity(episode, "warning"),
  alertRows: templateRows,
});
