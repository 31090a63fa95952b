import { shownText } from "../core/shown_text.ts";

/** A style of a terminal (its colour, bold, and back), as `palette.ts` writes it. */
// deno-lint-ignore no-control-regex
const STYLE = /(\u001b\[[\d;]*m)/;

/**
 * Lines for a terminal with their styles: whatever else a terminal would obey is replaced, wherever it came from. Without `styles` they are
 * replaced, too.
 */
export function styledText(text: string, { styles }: { readonly styles: boolean }): string {
  return text.split("\n").map((line) => styles ? styledLine(line) : shownText(line)).join("\n");
}

function styledLine(line: string): string {
  return line.split(STYLE).map((part) => STYLE.test(part) ? part : shownText(part)).join("");
}
