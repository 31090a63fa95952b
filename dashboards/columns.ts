import { MappingType, type SpecialValueMap, type ValueMap } from "@grafana/grafana-foundation-sdk/dashboard";
import type { HEALTH_STATES } from "./flux/health.ts";
import { regionColumn } from "./flux/regions.ts";
import type { CALM_STATES } from "./flux/source_states.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { LABEL_ADDRESS, rowAddress } from "./links.ts";
import { column, type ColumnLook, type ColumnOverride } from "./panels/column.ts";
import { steps } from "./panels/steps.ts";

/** Lines per second; Grafana knows no such unit. */
export const LINES_PER_SECOND = "suffix:lines/s";

/** A time with its date, short enough for a narrow column. */
export const SHORT_TIME = "time:MMM D HH:mm:ss";

/** A word, its text and its colour. */
export type Words = Readonly<Record<string, readonly [text: string, color: string]>>;

/** The words of a column or of a state timeline as Grafana maps them. */
export function wordMapping(texts: Words): ValueMap {
  const options = Object.fromEntries(
    Object.entries(texts).map(([value, [text, color]], index) => [value, { text, color, index }]),
  );
  return { type: MappingType.ValueToText, options };
}

/** A column of words that mean something, each with its own text and colour. */
export function words(texts: Words): ColumnLook {
  return {
    more: [{ id: "mappings", value: [wordMapping(texts)] }, {
      id: "custom.cellOptions",
      value: { type: "color-text" },
    }],
  };
}

/** A number of which 0 says that there is none. */
export function numberOr(none: string): ColumnLook {
  return { more: [{ id: "mappings", value: [wordMapping({ 0: [none, "text"] })] }] };
}

/** A number that has a colour from limits on. */
export function limits(below: string, ...limits: [from: number, color: string][]): ColumnLook {
  return {
    more: [
      { id: "thresholds", value: steps(below, ...limits).build() },
      { id: "custom.cellOptions", value: { type: "color-text" } },
    ],
  };
}

/** A column of text that takes all the room that the others leave, and shows its whole text on demand. */
export function wide(title: string): ColumnLook {
  return {
    title,
    filterable: true,
    more: [{ id: "custom.minWidth", value: 320 }, { id: "custom.inspect", value: true }],
  };
}

/** Kinds of anomaly. */
export const KIND_WORDS: Words = Object.fromEntries(KIND_LOOKS.map(({ kind, title, color }) => [kind, [title, color]]));

/** What a source is in when no anomaly is on, in colours that no kind of anomaly has. */
export const CALM_WORDS: Readonly<Record<(typeof CALM_STATES)[number], readonly [string, string]>> = {
  normal: ["normal", "#37872D"],
  silent: ["silent", "#3D5A80"],
  learning: ["learning", "#B7AC7C"],
  unwatched: ["unwatched", "#6E7079"],
};

/** What a source may be in, as {@linkcode HEALTH_STATES} lists it. */
export const HEALTH_WORDS: Readonly<Record<(typeof HEALTH_STATES)[number], readonly [string, string]>> = {
  "agent silent": ["agent silent", "red"],
  "agent behind": ["agent behind", "orange"],
  "detector silent": ["detector silent", "red"],
  "waiting for lines": ["waiting for lines", "blue"],
  learning: ["learning", "yellow"],
  watching: ["watching", "green"],
};

const SEVERITIES = words({
  critical: ["critical", "red"],
  warning: ["warning", "orange"],
  info: ["info", "blue"],
});
const OPEN = words({ open: ["open", "red"], ended: ["ended", "text"] });
const LABELS = words({ true: ["true alarm", "red"], false: ["false alarm", "text"], none: ["label …", "blue"] });
const ABOUT: SpecialValueMap | object = {
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

/** How the columns of a series with its band are shown. */
export function bandColumns(): ColumnOverride[] {
  const dashed = { id: "custom.lineStyle", value: { fill: "dash", dash: [6, 6] } };
  const unfilled = { id: "custom.fillOpacity", value: 0 };
  const thin = { id: "custom.lineWidth", value: 1 };
  // A window between two gaps is a dot or nothing.
  const dots = { id: "custom.showPoints", value: "auto" };
  return [
    column("actual", {
      title: "Actual",
      color: "blue",
      more: [{ id: "custom.lineWidth", value: 2 }, unfilled, dots],
    }),
    column("expected", { title: "Expected", color: "green", more: [thin, unfilled] }),
    column("upper", {
      title: "Threshold",
      color: "orange",
      more: [dashed, { id: "custom.fillBelowTo", value: "lower" }, { id: "custom.fillOpacity", value: 12 }],
    }),
    column("lower", {
      title: "Lower limit",
      color: "orange",
      more: [{ id: "custom.lineWidth", value: 0 }, unfilled, {
        id: "custom.hideFrom",
        value: { legend: true, tooltip: false, viz: false },
      }],
    }),
  ];
}

/** How the columns of `anomalyRegions()` are shown: filled from the bottom to the top of the panel, on a hidden axis of their own. */
export function regionColumns(): ColumnOverride[] {
  return KIND_LOOKS.map(({ kind, title, color }) =>
    column(regionColumn(kind), {
      title,
      color,
      unit: "none",
      more: [
        { id: "min", value: 0 },
        { id: "max", value: 1 },
        { id: "custom.axisPlacement", value: "hidden" },
        { id: "custom.drawStyle", value: "line" },
        { id: "custom.lineInterpolation", value: "stepAfter" },
        { id: "custom.lineWidth", value: 0 },
        { id: "custom.fillOpacity", value: 18 },
        { id: "custom.spanNulls", value: true },
        { id: "custom.hideFrom", value: { legend: false, tooltip: true, viz: false } },
      ],
    })
  );
}
