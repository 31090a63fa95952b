import { messageOf } from "../../core/message_of.ts";
import { PRIVATE_FILE } from "../../settings/private_files.ts";

/** Writes a report, which holds lines of logs: a new file is for its owner alone. @throws {Error} that names the file and the remedy. */
export async function writeReport(path: string, page: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, page, { mode: PRIVATE_FILE });
  } catch (error) {
    throw new Error(`Cannot write "${path}": ${messageOf(error)}; name a file in a folder that can be written to`, {
      cause: error,
    });
  }
}
