import { CorruptFileError } from "./checksummed_text.ts";

/** The text of a state file; undefined where there is none. @throws {CorruptFileError} for a folder in its place. */
export async function stateText(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.IsADirectory) {
      throw new CorruptFileError(`Cannot read "${path}": expected a file, got a folder`, { cause: error });
    }
    throw error;
  }
}
