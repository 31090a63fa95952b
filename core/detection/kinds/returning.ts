import { defineKind } from "./kind.ts";
import { templateRows } from "./template_rows.ts";
import { shortText, textOf } from "./words.ts";

/** A rare message that has come back after hours or days. */
export const returning = defineKind({
  name: "returning",
  title: "Rare message",
  label: "rare",
  colours: { chart: "yellow", terminal: "yellow" },
  lasts: false,
  describe: ({ source, template }, context) => ({
    title: `Rare message in ${source}: ${shortText(template, context)}`,
    text: textOf(template, context),
  }),
  severity: () => "info",
  alertRows: templateRows,
  subject: ({ text }) => text,
});
