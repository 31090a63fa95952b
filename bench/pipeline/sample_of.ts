import { join } from "node:path";
import { hdfsLines } from "./hdfs_lines.ts";

/** Most of a user's data that is used, bytes. */
const MOST_BYTES = 16 * 2 ** 20;
const MADE_UP_LINES = 20_000;

/**
 * The lines of a file, or of all `*.log` in a folder and below, in the order of their names; made-up ones without a path.
 *
 * @throws {Error} when there is nothing to be read.
 */
export async function sampleOf(path: string | undefined): Promise<Uint8Array> {
  if (path === undefined) return hdfsLines(MADE_UP_LINES);
  const whole = await contentOf(path).catch(() => new Uint8Array());
  const end = whole.length <= MOST_BYTES ? whole.length : whole.lastIndexOf(10, MOST_BYTES - 1) + 1;
  if (end > 0) return whole.subarray(0, end);
  throw new Error(`Cannot take lines from "${path}": expected a text file, or a folder with *.log files`);
}

async function contentOf(path: string): Promise<Uint8Array> {
  const { isDirectory } = await Deno.stat(path);
  const paths = isDirectory ? await logsIn(path) : [path];
  const files = await Promise.all(paths.map((path) => Deno.readFile(path)));
  return new Uint8Array(await new Blob(files as BlobPart[]).arrayBuffer());
}

async function logsIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  const found = entries.sort((a, b) => a.name < b.name ? -1 : 1).map(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? logsIn(path) : name.endsWith(".log") ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}
