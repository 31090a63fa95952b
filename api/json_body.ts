import { parse, type ParseError } from "jsonc-parser";
import { type BodyPosition, RequestError } from "./request_error.ts";

/**
 * Parses `text` as JSON. `firstLine` is the number of its first line in the whole body.
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

/** V8 names an offset for some problems only; a tolerant parser finds the others. */
function problemOffset(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : "";
  const named = /at position (\d+)/.exec(message);
  if (named !== null) return Number(named[1]);
  if (/end of JSON/.test(message)) return text.length;
  const problems: ParseError[] = [];
  try {
    parse(text, problems, { disallowComments: true });
  } catch (overflow) {
    // It descends by recursion, so thousands of open brackets before the problem exhaust the stack.
    if (!(overflow instanceof RangeError)) throw overflow;
  }
  return problems[0]?.offset ?? 0;
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
