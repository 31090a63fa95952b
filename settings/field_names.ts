import type { FieldNames } from "../core/mining/fields/field_roles.ts";

/** What the setting `field` may be. */
export const FIELDS = /^((message|level|time)=[^,=\s]+(,(?!$)|$))*$/;

/** Names of fields as the setting `field` gives them, `message=what,level=sev`; undefined for none. */
export function fieldNames(text: string): FieldNames | undefined {
  if (text === "") return undefined;
  return Object.fromEntries(text.split(",").map((pair) => pair.split("=")));
}
