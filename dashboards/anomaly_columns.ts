import { MappingType, type RegexMap } from "@grafana/grafana-foundation-sdk/dashboard";
import { numberOr, ONCE_IN, SHORT_TIME, wide, wordMapping, words } from "./columns.ts";
import { INCIDENT_ADDRESS, LABEL_ADDRESS, rowAddress } from "./links.ts";
import { column, type ColumnLook, type ColumnOverride } from "./panels/column.ts";
import { SEVERITY_LOOKS } from "./severities.ts";
import { KIND_WORDS } from "./state_words.ts";

const SEVERITY_WORDS = words(
  Object.fromEntries(SEVERITY_LOOKS.map(({ severity, color }) => [severity, [severity, color]])),
);
const OPEN: RegexMap = {
  type: MappingType.RegexToText,
  options: { pattern: "^open.*$", result: { color: "red", index: 0 } },
};
const LABELS = words({ true: ["true alarm", "red"], false: ["false alarm", "text"], none: ["label …", "blue"] });
const OPENED = { title: "Open what this is about", url: rowAddress("${__data.fields.dashboard}", { template: true }) };

/** Which of the columns of `anomalyList()` are shown. */
export type AnomalyView = "short" | "all" | "template";

const HIDDEN: Readonly<Record<AnomalyView, readonly string[]>> = {
  short: ["kind", "source", "once_s", "label", "about"],
  all: ["source", "about"],
  template: ["source"],
};

/**
 * How the columns of `anomalyList()` are shown, in their order: what happened stands in front, for phones, and has the room that the others leave.
 *
 * @param view `short`: for a glance, as the sentence says where and of what kind; `all`: with chance and label; `template`: says whether it is about the template alone.
 */
export function anomalyColumns(view: AnomalyView): ColumnOverride[] {
  const shown: Record<string, ColumnLook> = {
    state: {
      title: "State",
      width: 98,
      more: [
        { id: "mappings", value: [OPEN, wordMapping({ ended: ["ended", "text"] })] },
        { id: "custom.cellOptions", value: { type: "color-text" } },
      ],
    },
    title: { ...wide("What happened"), link: OPENED },
    _time: { title: "Since", unit: SHORT_TIME, width: 130 },
    severity: { title: "Severity", width: 85, ...SEVERITY_WORDS },
    kind: { title: "Kind", width: 130, filterable: true, ...words(KIND_WORDS) },
    source: { title: "Source", width: 190, filterable: true },
    about: { title: "About", width: 108 },
    duration_ms: { title: "Lasted", unit: "ms", decimals: 1, width: 84, ...numberOr("–") },
    series: {
      title: "Messages",
      width: 85,
      link: { title: "Show its messages", url: INCIDENT_ADDRESS },
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
  return [...own, ...["peak", "expected", "id", "template", "dashboard"].map((name) => column(name, { hidden: true }))];
}
