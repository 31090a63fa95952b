import { messageOf } from "../../core/message_of.ts";

/** Writes a report. @throws {Error} that names the file and the remedy. */
export async function writeReport(path: string, page: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, page);
  } catch (error) {
    throw new Error(`Cannot write "${path}": ${messageOf(error)}; name a file in a folder that can be written to`, {
      cause: error,
    });
  }
}
