import { join } from "node:path";

/** An entry of InfluxDB's log: a byte that says of what kind it is, the length of the rest as a 32-bit number, the rest. */
const HEAD_BYTES = 5;
/** Kinds are 1 (write) to 3 (delete a range). */
const LAST_KIND = 3;

/**
 * Cuts what a full disk or a loss of power left of a last entry off the logs (WAL) of an InfluxDB 2 that does not run.
 *
 * InfluxDB 2.9 does so as well when it starts, but goes on to write where the file ended before (`WAL.Open()` seeks, then
 * `CacheLoader.Load()` truncates): between the two it leaves zeros, and at its next start all that it acknowledged since is cut off with them.
 */
export async function mendWal(engineFolder: string): Promise<void> {
  for (const segment of await lastSegments(join(engineFolder, "wal"))) {
    const bytes = await Deno.readFile(segment);
    const end = wholeEntries(bytes);
    if (end < bytes.length) await Deno.truncate(segment, end);
  }
}

/** Where the last whole entry ends. */
function wholeEntries(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0;;) {
    if (at + HEAD_BYTES > bytes.length) return at;
    const kind = view.getUint8(at), end = at + HEAD_BYTES + view.getUint32(at + 1);
    if (kind === 0 || kind > LAST_KIND || end > bytes.length) return at;
    at = end;
  }
}

/** The one that each shard's log goes on with. */
async function lastSegments(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  });
  const own = entries.filter(({ name }) => name.endsWith(".wal")).map(({ name }) => name).sort().slice(-1);
  const folders = entries.filter(({ isDirectory }) => isDirectory);
  const within = await Promise.all(folders.map(({ name }) => lastSegments(join(folder, name))));
  return [...own.map((name) => join(folder, name)), ...within.flat()];
}
