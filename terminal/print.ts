import { shownJson, shownText } from "../core/shown_text.ts";
import { styledText } from "./styled_text.ts";

/** Prints lines on standard output. The one way there: nothing that came from outside makes a terminal do anything. */
export function print(text: string): void {
  console.log(styledText(text, { styles: Deno.stdout.isTerminal() }));
}

/** Prints a value as JSON of one line. */
export function printJson(value: unknown): void {
  console.log(shownJson(value));
}

/** Prints a line on standard error, without styles. */
export function printError(text: string): void {
  console.error(shownText(text));
}

/** Writes to standard output what is rewritten there. Whoever makes it has cleaned what came from outside. */
export function writeStatus(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

/** Writes to standard error what is rewritten there while something is under way. Whoever makes it has cleaned what came from outside. */
export function writeProgress(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
