import { regionColumn } from "./flux/regions.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { column, type ColumnOverride } from "./panels/column.ts";

/** How the columns of a series with its band are shown. */
export function bandColumns(): ColumnOverride[] {
  const dashed = { id: "custom.lineStyle", value: { fill: "dash", dash: [6, 6] } };
  const unfilled = { id: "custom.fillOpacity", value: 0 };
  const thin = { id: "custom.lineWidth", value: 1 };
  // A window between two gaps is a dot or nothing.
  const dots = { id: "custom.showPoints", value: "auto" };
  return [
    ...Object.entries({ actual: "Actual", mean: "Mean" }).map(([name, title]) =>
      column(name, { title, color: "blue", more: [{ id: "custom.lineWidth", value: 2 }, unfilled, dots] })
    ),
    column("highest", { title: "Highest window", color: "light-blue", more: [thin, unfilled, dots] }),
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
    column("history", {
      title: "Before it was watched",
      color: "#8E8E8E",
      // By the minute, however narrow the points of the others are.
      more: [thin, unfilled, { id: "custom.spanNulls", value: 150_000 }],
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
