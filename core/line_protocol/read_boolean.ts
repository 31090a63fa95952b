import type { FieldValue } from "../line_point.ts";

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...["t", "T", "true", "True", "TRUE"].map((text) => [text, true] as const),
  ...["f", "F", "false", "False", "FALSE"].map((text) => [text, false] as const),
]);

/** A boolean in one of its ten spellings; undefined for any other text. */
export function readBoolean(text: string): FieldValue | undefined {
  const value = BOOLEANS.get(text);
  return value === undefined ? undefined : { kind: "boolean", value };
}
