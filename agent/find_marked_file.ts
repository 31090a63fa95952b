import { dirname, join } from "node:path";
import { isSameFile } from "./file_identity.ts";
import { OpenFile } from "./open_file.ts";
import type { FileMark } from "./position.ts";

/**
 * The file that a checkpoint is about, where it was renamed within its folder while the agent was off, opened where it was left.
 * Undefined when it is gone.
 */
export function findMarkedFile(mark: FileMark): OpenFile | undefined {
  const folder = dirname(mark.path);
  try {
    for (const entry of Deno.readDirSync(folder)) {
      const path = join(folder, entry.name);
      if (!entry.isFile || !isSameFile(Deno.statSync(path), mark)) continue;
      const file = new OpenFile(path);
      if (file.resume(mark)) return file;
      file.close();
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied)) throw error;
  }
  return undefined;
}
