import { statSync } from "node:fs";
import { messageOf } from "../core/message_of.ts";

/** What a file that holds lines of logs allows: its owner to read and write. */
export const PRIVATE_FILE = 0o600;
/** What a folder of such files allows: its owner to look into it. */
export const PRIVATE_FOLDER = 0o700;

/**
 * Makes a folder that its owner alone may look into, its missing parents too, whatever the umask says; one that is there and open to others
 * is closed. What belongs to somebody else, or can't be changed, is left as it is.
 */
export function makePrivateFolder(path: string): void {
  Deno.mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
  close(path, PRIVATE_FOLDER);
}

/** Makes a file that its owner alone may read, unless it is there; one that is, and its `companions` that are, are closed to others. */
export function makePrivateFile(path: string, companions: readonly string[] = []): void {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    Deno.openSync(path, { create: true, write: true, mode: PRIVATE_FILE }).close();
  }
  for (const each of [path, ...companions]) close(each, PRIVATE_FILE);
}

function close(path: string, mode: number): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o077) === 0) return;
  try {
    Deno.chmodSync(path, mode);
  } catch (error) {
    const isFixed = error instanceof Deno.errors.PermissionDenied || /Read-only/i.test(messageOf(error));
    if (!isFixed) throw error;
  }
}
