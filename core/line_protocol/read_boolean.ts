import type { FieldValue } from "../line_point.ts";

const TRUE: FieldValue = { kind: "boolean", value: true };
const FALSE: FieldValue = { kind: "boolean", value: false };

const BOOLEANS: ReadonlyMap<string, FieldValue> = new Map([
  ...["t", "T", "true", "True", "TRUE"].map((text) => [text, TRUE] as const),
  ...["f", "F", "false", "False", "FALSE"].map((text) => [text, FALSE] as const),
]);

/** A boolean in one of its ten spellings; undefined for any other text. */
export function readBoolean(text: string): FieldValue | undefined {
  return BOOLEANS.get(text);
}
