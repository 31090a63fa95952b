import { BYTE } from "../bytes.ts";

const { BACKSLASH, COMMA, EQUALS, LINE_FEED, QUOTE, SPACE_BYTE } = BYTE;

/**
 * Where the line that begins at `start` ends: at its line feed, at `text.length` for the last one. A line feed in a
 * string value is part of it. Where a quote is never closed, the line ends at its first line feed, so that one such
 * line does not take those after it along.
 */
export function endOfLine(text: string, start: number): number {
  let inFields = false;
  let inString = false;
  let afterEquals = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && text.charCodeAt(at + 1) !== LINE_FEED) at++;
    else if (inString) inString = code !== QUOTE;
    else if (code === LINE_FEED) return at;
    else if (code === SPACE_BYTE) inFields = true;
    else if (code === EQUALS) afterEquals = inFields;
    else if (code === COMMA) afterEquals = false;
    else if (code === QUOTE) inString = afterEquals;
  }
  if (!inString) return text.length;
  const lineFeed = text.indexOf("\n", start);
  return lineFeed === -1 ? text.length : lineFeed;
}
