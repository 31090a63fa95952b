import { MappingType, type ValueMap } from "@grafana/grafana-foundation-sdk/dashboard";
import { KIND_LOOKS } from "./kinds.ts";
import { rowAddress } from "./links.ts";
import { column, type ColumnLook } from "./panels/column.ts";

/** Lines per second; Grafana knows no such unit. */
export const LINES_PER_SECOND = "suffix:lines/s";

/** A column of words that mean something, each with its own text and colour. */
export function words(texts: Readonly<Record<string, readonly [text: string, color: string]>>): ColumnLook {
  const options = Object.fromEntries(
    Object.entries(texts).map(([value, [text, color]], index) => [value, { text, color, index }]),
  );
  const mapping: ValueMap = { type: MappingType.ValueToText, options };
  return {
    more: [{ id: "mappings", value: [mapping] }, { id: "custom.cellOptions", value: { type: "color-text" } }],
  };
}

const SEVERITIES = words({
  critical: ["critical", "red"],
  warning: ["warning", "orange"],
  info: ["info", "blue"],
});

const KINDS = words(Object.fromEntries(KIND_LOOKS.map(({ kind, title, color }) => [kind, [title, color]])));

const LABELS = words({ true: ["true alarm", "red"], false: ["false alarm", "text"], "": ["not labelled", "text"] });

/** How the columns of `anomalyList()` are shown: times first, rates with their units, links to what an anomaly is about. */
export function anomalyColumns() {
  const open = { title: "Open what this is about", url: rowAddress("${__data.fields.dashboard}", { template: true }) };
  return [
    column("_time", { title: "Began", unit: "dateTimeAsLocal", width: 170 }),
    column("kind", { title: "Kind", width: 115, ...KINDS }),
    column("severity", { title: "Severity", width: 85, ...SEVERITIES }),
    column("title", { title: "What happened", link: open }),
    column("source", { title: "Source", width: 130 }),
    column("text", { title: "Template", link: open }),
    column("actual", { title: "Peak", unit: LINES_PER_SECOND, decimals: 1, width: 110 }),
    column("expected", { title: "Expected", unit: LINES_PER_SECOND, decimals: 1, width: 110 }),
    column("threshold", { title: "Threshold", unit: LINES_PER_SECOND, decimals: 1, width: 110 }),
    column("score", { title: "Score", decimals: 1, width: 70 }),
    column("duration_ms", { title: "Lasted", unit: "ms", width: 80 }),
    column("latency_ms", { title: "Called after", unit: "ms", width: 95 }),
    column("label", { title: "Label", width: 100, ...LABELS }),
    column("id", { title: "Id", width: 150 }),
    column("survivor", { hidden: true }),
    column("dashboard", { hidden: true }),
  ];
}

/** How the columns of a series with its band are shown. */
export function bandColumns() {
  const dashed = { id: "custom.lineStyle", value: { fill: "dash", dash: [6, 6] } };
  const unfilled = { id: "custom.fillOpacity", value: 0 };
  // Else the tooltip says in each gap what an empty panel means.
  const gap = { id: "noValue", value: "–" };
  const thin = { id: "custom.lineWidth", value: 1 };
  return [
    column("actual", { title: "Actual", color: "blue", more: [{ id: "custom.lineWidth", value: 2 }, unfilled, gap] }),
    column("expected", { title: "Expected", color: "green", more: [thin, unfilled, gap] }),
    column("upper", {
      title: "Threshold",
      color: "orange",
      more: [gap, dashed, { id: "custom.fillBelowTo", value: "lower" }, { id: "custom.fillOpacity", value: 12 }],
    }),
    column("lower", {
      title: "Lower limit",
      color: "orange",
      more: [gap, { id: "custom.lineWidth", value: 0 }, unfilled, {
        id: "custom.hideFrom",
        value: { legend: true, tooltip: false, viz: false },
      }],
    }),
  ];
}
