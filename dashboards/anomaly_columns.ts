import { MappingType, type RegexMap } from "@grafana/grafana-foundation-sdk/dashboard";
import { numberOr, SHORT_TIME, wide, wordMapping, words } from "./columns.ts";
import { LABEL_ADDRESS, rowAddress } from "./links.ts";
import { column, type ColumnLook, type ColumnOverride } from "./panels/column.ts";
import { KIND_WORDS } from "./state_words.ts";

const SEVERITIES = words({
  critical: ["critical", "red"],
  warning: ["warning", "orange"],
  info: ["info", "blue"],
});
const OPEN = words({ open: ["open", "red"], ended: ["ended", "text"] });
const LABELS = words({ true: ["true alarm", "red"], false: ["false alarm", "text"], none: ["label …", "blue"] });
const ABOUT: RegexMap = {
  type: MappingType.RegexToText,
  options: { pattern: "^[^*].*$", result: { text: "this template", index: 1 } },
};

const OPENED = { title: "Open what this is about", url: rowAddress("${__data.fields.dashboard}", { template: true }) };

/** Which of the columns of `anomalyList()` are shown. */
export type AnomalyView = "short" | "all" | "template";

const HIDDEN: Readonly<Record<AnomalyView, readonly string[]>> = {
  short: ["what", "odds", "label", "template"],
  all: ["title", "template"],
  template: ["title", "source"],
};

/**
 * How the columns of `anomalyList()` are shown, in their order: what happened stands in front, for phones, and has the room that the others leave.
 *
 * @param view `short`: for a glance; `all`: with details, odds and label; `template`: says whether it is about the template alone.
 */
export function anomalyColumns(view: AnomalyView): ColumnOverride[] {
  const shown: Record<string, ColumnLook> = {
    open: { title: "State", width: 70, ...OPEN },
    title: { ...wide("What happened"), link: OPENED },
    what: { ...wide("What happened"), link: OPENED },
    _time: { title: "Since", unit: SHORT_TIME, width: 135 },
    severity: { title: "Severity", width: 85, ...SEVERITIES },
    kind: { title: "Kind", width: 130, filterable: true, ...words(KIND_WORDS) },
    source: { title: "Source", width: 150, filterable: true },
    template: {
      title: "About",
      width: 115,
      more: [{ id: "mappings", value: [wordMapping({ "*": ["whole source", "text"] }), ABOUT] }],
    },
    duration_ms: { title: "Lasted", unit: "ms", width: 90, ...numberOr("–") },
    odds: { title: "Chance: 1 in", unit: "short", decimals: 0, width: 120, ...numberOr("–") },
    label: {
      title: "Label",
      width: 100,
      ...LABELS,
      link: { title: "Say whether this was right", url: LABEL_ADDRESS, targetBlank: true },
    },
  };
  const own = Object.entries(shown).map(([name, look]) =>
    column(name, HIDDEN[view].includes(name) ? { hidden: true } : look)
  );
  return [...own, ...["peak", "expected", "id", "dashboard"].map((name) => column(name, { hidden: true }))];
}
