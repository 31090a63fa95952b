import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import { defineKind } from "./kind.ts";
import type { SourceVerdict, SourceWindow } from "./source_rule.ts";
import { firstWindow, templateRows } from "./template_rows.ts";
import { textOf } from "./words.ts";

/** More templates than the cap. Called once per source, whenever its first line came: from then on rare templates are not told apart. */
export const overflow = defineKind({
  name: "overflow",
  title: "Overflow",
  colours: { chart: "purple", terminal: "red" },
  lasts: false,
  describe: ({ source, template }, context) => ({
    title: `More templates in ${source} than are told apart`,
    text: `${
      textOf(template, context)
    }: lines of rare new templates are counted together from here on; raise MAX_TEMPLATES, or look at what makes every line differ`,
  }),
  severity: () => "warning",
  alertRows: templateRows,
  sigma: { source: { evaluate } },
});

function evaluate(window: SourceWindow, wasCalled: boolean | null): SourceVerdict<boolean> {
  const startMs = wasCalled ? null : firstWindowOf(window);
  if (startMs === null) return { state: wasCalled, anomalous: [] };
  const { counts, windowMs } = window;
  const figures = firstWindow(counts.get(OVERFLOW_ID) ?? 0, { startMs, windowMs });
  return { state: true, anomalous: [{ template: OVERFLOW_ID, ...figures }] };
}

/** Start of the window of its first line, or null where there is none yet. */
function firstWindowOf({ startMs, windowMs, counts, arrivals, learnedMs }: SourceWindow): number | null {
  const arrival = arrivals.find(({ template, preexisting, firstSeenMs }) =>
    template === OVERFLOW_ID && !preexisting && firstSeenMs >= learnedMs
  );
  if (arrival !== undefined) return arrival.firstSeenMs - arrival.firstSeenMs % windowMs;
  return counts.has(OVERFLOW_ID) ? startMs : null;
}
