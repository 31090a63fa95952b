/** Where a text has a value: `<*>`, or the class of a status, `5xx`. */
const HOLE = /<\*>|\b[1-5]xx\b/g;

/** What stands at and after a hole of a template's text. */
interface Hole {
  /** First digit of the status that stands there, `""` for any value. */
  readonly digit: string;
  /** The text up to the next one, trimmed. */
  readonly after: string;
}

/**
 * The values that a line has where a template's text says `<*>` or the class of a status (`5xx`), or undefined when the line, its header aside, does not
 * have the text's form. A value is as short as it can be, where no word follows up to the next space. Whatever stands before the text's first word is
 * skipped, and a text that is cut takes what it can.
 */
export function valuesOf(text: string, line: string): string[] | undefined {
  const [first, ...after] = text.replace(/…$/, "").split(HOLE).map((part) => part.trim());
  const marks = text.match(HOLE) ?? [];
  const holes = after.map((part, i) => ({ digit: marks[i] === "<*>" ? "" : marks[i]![0]!, after: part }));
  for (let start = first === "" ? 0 : line.indexOf(first!); start >= 0; start = line.indexOf(first!, start + 1)) {
    const values = valuesFrom(holes, line, start + first!.length);
    if (values !== undefined || first === "") return values;
  }
  return undefined;
}

function valuesFrom(holes: readonly Hole[], line: string, from: number): string[] | undefined {
  const values: string[] = [];
  let at = from;
  for (const [i, { digit, after }] of holes.entries()) {
    const end = endOf(line, at, { digit, after, isLast: i === holes.length - 1 });
    if (end < 0) return undefined;
    values.push(line.slice(at, end).trim());
    at = after === "" ? end : line.indexOf(after, end) + after.length;
  }
  return values;
}

/** Where the value at `at` ends, white space before it included; -1 where there is none. */
function endOf(line: string, at: number, { digit, after, isLast }: Hole & { readonly isLast: boolean }): number {
  if (digit !== "") {
    const [status] = new RegExp(`^\\s*${digit}(\\d\\d|xx)(?!\\w)`).exec(line.slice(at)) ?? [];
    const end = status === undefined ? -1 : at + status.length;
    return end < 0 || line.slice(end).trimStart().startsWith(after) ? end : -1;
  }
  if (after !== "") return line.indexOf(after, at);
  if (isLast) return line.length;
  const [value = ""] = /^\s*\S*/.exec(line.slice(at)) ?? [];
  return value.trim() === "" ? -1 : at + value.length;
}
