/** The command was called wrongly: named in one line on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
