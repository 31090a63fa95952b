import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Field, Frame } from "./frame.ts";

/**
 * Orders a frame's fields as the panel's `organize` transformation does: by their index, those without one last.
 *
 * @see https://github.com/grafana/grafana/blob/v10.4.x/packages/grafana-data/src/transformations/transformers/order.ts
 */
export function organize({ transformations = [] }: Panel, frames: readonly Frame[]): Frame[] {
  const places = transformations.find(({ id }) => id === "organize")?.options.indexByName ?? {};
  const placeOf = ({ name }: Field) => places[name] ?? Infinity;
  return frames.map(({ fields }) => ({ fields: fields.toSorted((a, b) => compare(placeOf(a), placeOf(b))) }));
}

/** What the panel's overrides say of a field. */
export function propertiesOf({ fieldConfig }: Panel, name: string): Map<string, unknown> {
  const own = (fieldConfig?.overrides ?? []).filter(({ matcher }) => matcher.options === name);
  return new Map(own.flatMap(({ properties }) => properties.map(({ id, value }) => [id, value])));
}

/** The links of all fields that the panel's overrides name. */
export function linksOf({ fieldConfig }: Panel): readonly { readonly url: string }[] {
  const properties = (fieldConfig?.overrides ?? []).flatMap(({ properties }) => properties);
  return properties.filter(({ id }) => id === "links").flatMap(({ value }) => value);
}

/** Titles of a table's columns as they are seen, from left to right. */
export function shownColumns(panel: Panel, frames: readonly Frame[]): string[] {
  return organize(panel, frames).flatMap(({ fields }) => fields).flatMap(({ name }) => {
    const properties = propertiesOf(panel, name);
    return properties.get("custom.hidden") ? [] : [String(properties.get("displayName") ?? name)];
  });
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
