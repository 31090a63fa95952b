import { type BodyPosition, RequestError } from "./request_error.ts";

/**
 * Parses `text` as JSON. `firstLine` is the number of its first line in the whole body. In a long text the place that is named may be its
 * beginning.
 *
 * @throws {RequestError} 400 that names line and column.
 */
export function parseJson(text: string, options: { readonly firstLine?: number } = {}): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { line, column } = positionOf(text, problemOffset(text, error));
    const position = { line: line + (options.firstLine ?? 1) - 1, column };
    throw new RequestError(
      400,
      `Cannot read JSON at line ${position.line}, column ${position.column}: expected valid JSON`,
      { position, cause: error },
    );
  }
}

/** Looking for the place means to parse the text some twenty times. */
const LONGEST_SEARCHED = 262_144;

function problemOffset(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : "";
  const named = /at position (\d+)/.exec(message);
  if (named !== null) return Number(named[1]);
  if (text.length > LONGEST_SEARCHED) return 0;
  return hasUnexpectedToken(text) ? unexpectedTokenOffset(text) : text.length;
}

/** V8 names no offset for it, but the shortest beginning of the text that has one ends with it. */
function unexpectedTokenOffset(text: string): number {
  let [without, having] = [0, text.length];
  while (having - without > 1) {
    const middle = (without + having) >> 1;
    if (hasUnexpectedToken(text.slice(0, middle))) having = middle;
    else without = middle;
  }
  return having - 1;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return error instanceof SyntaxError && error.message.startsWith("Unexpected token");
  }
}

function positionOf(text: string, offset: number): BodyPosition {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}
