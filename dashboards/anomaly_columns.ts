import { MappingType, type RegexMap } from "@grafana/grafana-foundation-sdk/dashboard";
import { ONCE_IN, TIME, wide, words } from "./columns.ts";
import { aboutAddress, incidentAddress, type KeptVariable, LABEL_ADDRESS } from "./links.ts";
import { column, type ColumnLook, type ColumnOverride } from "./panels/column.ts";
import { SEVERITY_LOOKS } from "./severities.ts";

const SEVERITY_WORDS = words(
  Object.fromEntries(SEVERITY_LOOKS.map(({ severity, color }) => [severity, [severity, color]])),
);
const STATE_COLORS = Object.entries({
  open: "red",
  again: "red",
  quiet: "dark-yellow",
  back: "dark-yellow",
  "was open": "orange",
  lasted: "text",
  ended: "text",
})
  .map(([beginning, color], index): RegexMap => ({
    type: MappingType.RegexToText,
    options: { pattern: `/^${beginning}/`, result: { color, index } },
  }));
const LABELS = words({ true: ["true alarm", "red"], false: ["false alarm", "text"], none: ["label …", "blue"] });

/** For links and for whoever looks closer; the sentence says of what kind it is, and where. */
const KEPT = ["kind", "source", "peak", "expected", "id", "template", "dashboard"];

/** Which of the columns of `anomalyList()` are shown. */
export type AnomalyView = "short" | "all" | "template";

const HIDDEN: Readonly<Record<AnomalyView, readonly string[]>> = {
  short: ["once_s", "label", "about"],
  all: ["about"],
  template: [],
};

/** Variables of the dashboards that they stand on. */
const KEPT_VARIABLES: Readonly<Record<AnomalyView, readonly KeptVariable[]>> = {
  short: [],
  all: ["api"],
  template: ["api"],
};

/** Pixels of the sentence that a phone scrolls to: what a laptop has beside the other columns. */
const LEAST: Readonly<Record<AnomalyView, number>> = { short: 660, all: 460, template: 360 };

/**
 * How the columns of `anomalyList()` are shown, in their order: what happened stands in front, for phones, and has the room that the others leave.
 *
 * @param view `short`: for a glance; `all`: with chance and label; `template`: says whether it is about the template alone.
 */
export function anomalyColumns(view: AnomalyView): ColumnOverride[] {
  const shown: Record<string, ColumnLook> = {
    state: {
      title: "State",
      width: 114,
      // A phone has no room for a long sentence, nor for the number of messages: here it is told as a whole.
      link: { title: "Tell it in words", url: incidentAddress(KEPT_VARIABLES[view]) },
      more: [
        { id: "mappings", value: STATE_COLORS },
        { id: "custom.cellOptions", value: { type: "color-text" } },
      ],
    },
    title: {
      ...wide("What happened", LEAST[view]),
      link: { title: "Open what this is about", url: aboutAddress(KEPT_VARIABLES[view]) },
    },
    _time: { title: "Since", ...TIME },
    severity: { title: "Severity", width: 82, ...SEVERITY_WORDS },
    about: { title: "About", width: 108 },
    series: {
      title: "Messages",
      width: 88,
      link: { title: "Show its messages", url: incidentAddress(KEPT_VARIABLES[view]) },
    },
    once_s: ONCE_IN,
    label: {
      title: "Label",
      width: 98,
      ...LABELS,
      link: { title: "Say whether this was right", url: LABEL_ADDRESS, targetBlank: true },
    },
  };
  const own = Object.entries(shown).map(([name, look]) =>
    column(name, HIDDEN[view].includes(name) ? { hidden: true } : look)
  );
  return [...own, ...KEPT.map((name) => column(name, { hidden: true }))];
}
