/** A measurement as it was meant: `\,` and `\ ` lose their backslash, any other backslash stays. */
export function unescapeMeasurement(text: string): string {
  return text.replaceAll(/\\([, ])/g, "$1");
}

/** A tag key or tag value as it was meant: `\,`, `\=` and `\ ` lose their backslash, any other backslash stays. */
export function unescapeTag(text: string): string {
  return text.replaceAll(/\\([, =])/g, "$1");
}

/** A field key as it was meant: as a tag's, and `\"` loses its backslash too. */
export function unescapeFieldKey(text: string): string {
  return text.replaceAll(/\\([, ="])/g, "$1");
}

/** A string value as it was meant: `\"` and `\\` lose a backslash, any other backslash stays. */
export function unescapeString(text: string): string {
  return text.replaceAll(/\\(["\\])/g, "$1");
}
