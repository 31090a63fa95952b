const MARK = "<*>";

/**
 * The values that a line has where a template's text says `<*>`, or undefined when the line, its header aside, does not
 * have the text's form. A value is as short as it can be. Whatever stands before the text's first word is skipped, and a text
 * that is cut takes what it can.
 */
export function valuesOf(text: string, line: string): string[] | undefined {
  const parts = text.replace(/…$/, "").split(MARK).map((part) => part.trim());
  const first = parts[0];
  for (let start = first === "" ? 0 : line.indexOf(first); start >= 0; start = line.indexOf(first, start + 1)) {
    const values = valuesFrom(parts, line, start + first.length);
    if (values !== undefined || first === "") return values;
  }
  return undefined;
}

function valuesFrom(parts: readonly string[], line: string, from: number): string[] | undefined {
  const values: string[] = [];
  let at = from;
  for (let i = 1; i < parts.length; i++) {
    const isLast = i === parts.length - 1;
    const end = isLast && parts[i] === "" ? line.length : line.indexOf(parts[i], at + (parts[i] === "" ? 1 : 0));
    if (end < 0) return undefined;
    values.push(line.slice(at, end).trim());
    at = end + parts[i].length;
  }
  return values;
}
