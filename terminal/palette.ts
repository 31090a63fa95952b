import { Chalk, type ChalkInstance } from "chalk";

/** Colours for one output: as many as a terminal shows, none elsewhere or where NO_COLOR is set. */
export function paletteFor(output: { isTerminal(): boolean }): ChalkInstance {
  return new Chalk({ level: output.isTerminal() && !Deno.noColor ? 2 : 0 });
}
