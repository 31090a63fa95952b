import { resolve } from "node:path";
import { messageOf } from "../../core/message_of.ts";
import { makePrivateFolder, PRIVATE_FILE } from "../../settings/private_files.ts";
import { userPath } from "../../settings/user_path.ts";

/** A demo's own folder, held by one run at a time. */
export interface DemoFolder extends Disposable {
  readonly path: string;
}

/**
 * Empties and makes `.logiq/demo/NAME`, and locks it until it is disposed of.
 *
 * @throws {Error} in one line with the remedy, when it can't be written or another run of the demo has it.
 */
export async function openDemoFolder(name: string): Promise<DemoFolder> {
  const path = userPath(`.logiq/demo/${name}`);
  const lock = await attempt(path, () => lockOf(path));
  if (!await lock.tryLock(true)) {
    lock.close();
    throw new Error(
      `Cannot run demo "${name}" in "${path}": it runs there already; wait for it, or use another folder`,
    );
  }
  await attempt(path, async () => {
    if (await isThere(path)) await Deno.remove(path, { recursive: true });
    makePrivateFolder(path);
  });
  return { path, [Symbol.dispose]: () => lock.close() };
}

async function lockOf(path: string): Promise<Deno.FsFile> {
  makePrivateFolder(resolve(path, ".."));
  return await Deno.open(`${path}.lock`, { create: true, write: true, mode: PRIVATE_FILE });
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = messageOf(error);
    throw new Error(`Cannot write demo folder "${path}": ${why}; run the demo in a folder that you may write to`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, (error) => {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  });
}
