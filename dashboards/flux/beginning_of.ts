import type { Snippet } from "./script.ts";

/** Defines `beginningOf(text, most)`: its first characters, and whether there were more. */
export const BEGINNING_OF: Snippet = {
  imports: ["strings"],
  text: `
beginningOf = (text, most) =>
  if strings.strlen(v: text) > most then strings.substring(v: text, start: 0, end: most) + "…" else text`,
};
