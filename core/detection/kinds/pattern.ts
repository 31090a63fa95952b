import { defineKind } from "./kind.ts";
import { messageSeverity } from "./message_severity.ts";
import { firstWindow, templateRows } from "./template_rows.ts";
import { shortText, textOf } from "./words.ts";

/** A template that the source has not spoken before, called once, in the window of its first line. */
export const pattern = defineKind({
  name: "pattern",
  title: "New template",
  label: "new",
  colours: { chart: "orange", terminal: "yellow" },
  lasts: false,
  grows: true,
  describe: ({ source, template }, context) => ({
    title: `New message in ${source}: ${shortText(template, context)}`,
    text: textOf(template, context),
  }),
  severity: (episode) => messageSeverity(episode, "warning"),
  alertRows: templateRows,
  subject: ({ text }) => text,
  sigma: {
    source: {
      evaluate: ({ newTemplates, counts, windowMs }) => ({
        state: null,
        anomalous: newTemplates.map(({ template, startMs }) => ({
          template,
          ...firstWindow(counts.get(template) ?? 0, { startMs, windowMs }),
        })),
      }),
    },
  },
});
