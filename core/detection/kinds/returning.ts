import { defineKind } from "./kind.ts";
import { messageSeverity } from "./message_severity.ts";
import { templateRows } from "./template_rows.ts";
import { shortText, textOf } from "./words.ts";

/** A rare message that has come back after hours or days. */
export const returning = defineKind({
  name: "returning",
  title: "Rare message",
  label: "rare",
  colours: { chart: "yellow", terminal: "yellow" },
  lasts: false,
  grows: true,
  describe: ({ source, template }, context) => ({
    title: `Rare message in ${source}: ${shortText(template, context)}`,
    text: textOf(template, context),
  }),
  severity: (episode) => messageSeverity(episode, "info"),
  alertRows: templateRows,
  subject: ({ text }) => text,
});
