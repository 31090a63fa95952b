import { join } from "node:path";
import { isSystemError } from "../input/file/file_problem.ts";
import { replaceFile } from "./atomic_file.ts";
import { CorruptFileError, verifiedBody, withChecksum } from "./checksummed_text.ts";
import type { EntryHead } from "./spool_entry.ts";
import { stateText } from "./state_text.ts";

/**
 * The head of the newest batch that is stored, once more beside the spool: where somebody has removed or overwritten the spool's own files,
 * reading still goes on after what was counted. It is a second copy and no more: it may be missing, damaged, or older than the spool.
 */
export class StoredPosition {
  readonly #path: string;
  #head: EntryHead | undefined;

  private constructor(path: string, head: EntryHead | undefined) {
    this.#path = path;
    this.#head = head;
  }

  /** Reads what the last run left in the agent's state folder. */
  static async open(folder: string): Promise<StoredPosition> {
    const path = join(folder, "stored");
    return new StoredPosition(path, await keptHead(path));
  }

  /** Undefined where nothing is known. */
  get head(): EntryHead | undefined {
    return this.#head;
  }

  /**
   * Keeps the head of a batch that was stored. A disk that does not take it leaves the one before: the spool's own files say the same, and are what
   * has to be written.
   */
  async keep(head: EntryHead): Promise<void> {
    try {
      await replaceFile(this.#path, withChecksum("position", JSON.stringify(head)));
      this.#head = head;
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  }
}

async function keptHead(path: string): Promise<EntryHead | undefined> {
  try {
    const text = await stateText(path);
    return text === undefined ? undefined : JSON.parse(verifiedBody("position", text));
  } catch (error) {
    if (error instanceof CorruptFileError) return undefined;
    throw error;
  }
}
