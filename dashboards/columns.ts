import { MappingType, type RangeMap, type ValueMap } from "@grafana/grafana-foundation-sdk/dashboard";
import type { ColumnLook } from "./panels/column.ts";
import { steps } from "./panels/steps.ts";

/** Lines per second; Grafana knows no such unit. */
export const LINES_PER_SECOND = "suffix:lines/s";

/** A time with its date, short enough for a narrow column. */
export const SHORT_TIME = "time:MMM D HH:mm:ss";

/** A column of such times. */
export const TIME: ColumnLook = { unit: SHORT_TIME, width: 132 };

/** A column of times whose day is said elsewhere. */
export const TIME_OF_DAY: ColumnLook = { unit: "time:HH:mm:ss", width: 76 };

/** How long ago something was, milliseconds: of a minute alone Grafana's own words would say "a few seconds ago". -1: never. */
export const AGO: ColumnLook = { unit: "ms", decimals: 0, width: 118, ...numberOr("none yet", -1) };

/** A column of sources, wide enough for the names of the demos' logs. */
export const SOURCE: ColumnLook = { title: "Source", width: 224 };

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

/** A number of which `value` says that there is none. */
export function numberOr(none: string, value = 0): ColumnLook {
  return { more: [{ id: "mappings", value: [wordMapping({ [value]: [none, "text"] })] }] };
}

/** How seldom something comes by chance, a number of seconds; 0: not known. */
export const ONCE_IN: ColumnLook = {
  title: "Once in",
  unit: "s",
  decimals: 0,
  width: 98,
  ...seldom(100 * 365 * 86_400, "> 100 years"),
};

/** One in how many is as far out; 0: not known. */
export const ODDS: ColumnLook = {
  title: "Chance: 1 in",
  unit: "short",
  decimals: 0,
  width: 112,
  ...seldom(1e9, "> 1 Bil"),
};

/** Grafana takes an end of null for 0, so an unbounded range has one. */
function seldom(from: number, text: string): ColumnLook {
  const beyond: RangeMap = { type: MappingType.RangeToText, options: { from, to: 1e18, result: { text, index: 1 } } };
  return { more: [{ id: "mappings", value: [wordMapping({ 0: ["–", "text"] }), beyond] }] };
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

/**
 * A column of text that takes all the room that the others leave, and shows its whole line under the mouse: with Grafana's `inspect` a cell would not.
 *
 * @param least Pixels that it has anyway: a phone scrolls to what it has no room for. @default 320
 */
export function wide(title: string, least = 320): ColumnLook {
  return { title, filterable: true, more: [{ id: "custom.minWidth", value: least }] };
}
