import { messageOf } from "../../core/message_of.ts";
import { ROLES } from "./roles.ts";
import { type TokenBook, tokenBook, type TokenRole } from "./token_book.ts";

const SHORTEST_TOKEN = 16;
/** So often at most the file is looked at. */
const LOOK_AFTER_MS = 1000;

/** What {@linkcode tokenFile} is told. */
export interface TokenFileOptions {
  /** @default Deno.readTextFileSync */
  readonly read?: (path: string) => string;
  /** Milliseconds of any clock that never goes back. @default performance.now() */
  readonly now?: () => number;
  /** Told once of a change that can't be read; the tokens before it go on to hold. */
  readonly onProblem?: (error: unknown) => void;
}

/**
 * Tokens of a file with a line `ROLE TOKEN` each; `#` begins a comment. The file is read again within a second of a change, so that tokens
 * are rotated without a restart.
 *
 * @throws {Error} where the file can't be read at first, names no token, or has a line that is none. No message repeats a token.
 */
export function tokenFile(path: string, options: TokenFileOptions = {}): TokenBook {
  const { read = Deno.readTextFileSync, now = () => performance.now(), onProblem } = options;
  let text = readTokens(path, read);
  let book = tokenBook(tokensOf(text, path));
  let lookAgainMs = now() + LOOK_AFTER_MS;
  return {
    roleOf(token) {
      if (now() >= lookAgainMs) refresh();
      return book.roleOf(token);
    },
  };

  function refresh(): void {
    lookAgainMs = now() + LOOK_AFTER_MS;
    try {
      const present = readTokens(path, read);
      if (present === text) return;
      text = present;
      book = tokenBook(tokensOf(present, path));
    } catch (error) {
      onProblem?.(error);
    }
  }
}

function readTokens(path: string, read: (path: string) => string): string {
  try {
    return read(path);
  } catch (error) {
    throw new Error(`Cannot read the tokens of "${path}": ${messageOf(error)}`, { cause: error });
  }
}

/** Tokens of such a text. @throws {Error} that names the line. */
export function tokensOf(text: string, path: string): TokenRole[] {
  const tokens = text.split(/\r?\n/).flatMap((line, index) => {
    const words = line.replace(/#.*/, "").trim();
    if (words === "") return [];
    const [name = "", token = "", ...rest] = words.split(/\s+/);
    const role = ROLES.find((each) => each === name);
    if (role !== undefined && token.length >= SHORTEST_TOKEN && rest.length === 0) return [{ role, token }];
    throw new Error(
      `Cannot use line ${index + 1} of "${path}": expected a role (${ROLES.join(", ")}) and a token of at least ` +
        `${SHORTEST_TOKEN} characters`,
    );
  });
  if (tokens.length > 0) return tokens;
  throw new Error(`Cannot use the tokens of "${path}": expected at least one line "ROLE TOKEN"`);
}
