import type { Miner } from "../core/mining/miner.ts";

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10, RETURN = 13;

/** Handles of every line in order, and lines per handle. */
export interface MinedFiles {
  readonly handles: number[];
  readonly counts: number[];
}

/** Mines whole files, line by line; a last line counts also without its newline. */
export async function mineFiles(miner: Miner, paths: readonly string[]): Promise<MinedFiles> {
  const mined: MinedFiles = { handles: [], counts: [] };
  for (const path of paths) await mineFile(miner, path, mined);
  return mined;
}

async function mineFile(miner: Miner, path: string, mined: MinedFiles): Promise<void> {
  using file = await Deno.open(path);
  let buffer = new Uint8Array(CHUNK_BYTES);
  let held = 0;
  while (true) {
    if (held === buffer.length) buffer = grown(buffer);
    const read = file.readSync(buffer.subarray(held));
    if (read === null) break;
    const end = held + read;
    const rest = mineLines(miner, buffer, end, mined);
    buffer.copyWithin(0, rest, end);
    held = end - rest;
  }
  if (held > 0) mineLine(miner, buffer, 0, held, mined);
}

function grown(buffer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(buffer.length * 2);
  larger.set(buffer);
  return larger;
}

/** Mines the complete lines of `buffer[0, end)` and returns where the rest begins. */
function mineLines(miner: Miner, buffer: Uint8Array, end: number, mined: MinedFiles): number {
  let start = 0;
  while (true) {
    const newline = buffer.indexOf(NEWLINE, start);
    if (newline < 0 || newline >= end) return start;
    mineLine(miner, buffer, start, newline, mined);
    start = newline + 1;
  }
}

function mineLine(miner: Miner, buffer: Uint8Array, start: number, end: number, { handles, counts }: MinedFiles): void {
  if (end > start && buffer[end - 1] === RETURN) end--;
  const handle = miner.mine(buffer, start, end);
  handles.push(handle);
  counts[handle] = (counts[handle] ?? 0) + 1;
}
