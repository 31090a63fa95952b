import { dirname } from "node:path";
import { PRIVATE_FILE } from "../../settings/private_files.ts";

/** What a write that did not finish leaves behind; safe to delete. */
export const TEMPORARY_SUFFIX = ".tmp";

/** Writes a file that is there whole or not at all, even after a power cut: temporary name, fsync, rename, fsync of the folder. Its owner alone may read it. Resolves with its bytes. */
export async function writeAtomically(path: string, content: string): Promise<number> {
  const bytes = await replaceFile(path, content, { sync: true });
  using folder = await Deno.open(dirname(path), { read: true });
  await folder.sync();
  return bytes;
}

/** As {@linkcode writeAtomically}; without `sync` a power cut may leave the file as it was, empty or torn. */
export async function replaceFile(path: string, content: string, { sync = false } = {}): Promise<number> {
  const bytes = new TextEncoder().encode(content);
  const temporary = path + TEMPORARY_SUFFIX;
  {
    using file = await Deno.open(temporary, { write: true, create: true, truncate: true, mode: PRIVATE_FILE });
    await writeAll(file, bytes);
    if (sync) await file.sync();
  }
  await Deno.rename(temporary, path);
  return bytes.length;
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}
