import { fnv64 } from "../../fnv.ts";

/** Sixteen hexadecimal digits that follow from a text alone. */
export function contentId(text: string): string {
  return fnv64(text.length, (i) => text.charCodeAt(i));
}
