import wrapAnsi from "wrap-ansi";

/** Blanks around a break, and the colours that end before it and begin anew after it. */
// deno-lint-ignore no-control-regex
const BREAK = / *((?:\u001b\[\d+m)*)\n((?:\u001b\[\d+m)*) */g;

/** Text by words where there is a terminal of this many columns: what goes on in another line does not begin with a blank. @param columns null: there is none */
export function wrapped(text: string, columns: number | null): string {
  if (columns === null) return text;
  const lines = text.split("\n").map((line) => wrapAnsi(line, columns, { trim: false }));
  return lines.map((line) => line.replaceAll(BREAK, "$1\n$2")).join("\n");
}
