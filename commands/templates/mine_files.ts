import { fileProblem } from "../../agent/input/file/file_problem.ts";
import type { Miner } from "../../core/mining/miner.ts";

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 10, RETURN = 13;

/** Handles of every line in order, and lines per handle. */
export interface MinedFiles {
  readonly handles: number[];
  readonly counts: number[];
}

/** Mines whole files, line by line; a last line counts also without its newline. */
export async function mineFiles(miner: Miner, paths: readonly string[]): Promise<MinedFiles> {
  const handles: number[] = [], counts: number[] = [];
  await readLines(paths, (buffer, start, end) => {
    const handle = miner.mine(buffer, start, end);
    handles.push(handle);
    counts[handle] = (counts[handle] ?? 0) + 1;
  });
  return { handles, counts };
}

/** Takes the line `buffer[start, end)`, without its newline. */
export type LineTaker = (buffer: Uint8Array, start: number, end: number) => void;

/** Gives every line of files, in order, to `take`. */
export async function readLines(paths: readonly string[], take: LineTaker): Promise<void> {
  for (const path of paths) {
    try {
      await readFileLines(path, take);
    } catch (error) {
      throw new Error(fileProblem(path, error), { cause: error });
    }
  }
}

async function readFileLines(path: string, take: LineTaker): Promise<void> {
  using file = await Deno.open(path);
  let buffer = new Uint8Array(CHUNK_BYTES);
  let held = 0;
  while (true) {
    if (held === buffer.length) buffer = grown(buffer);
    const read = file.readSync(buffer.subarray(held));
    if (read === null) break;
    const end = held + read;
    const rest = takeLines(buffer, end, take);
    buffer.copyWithin(0, rest, end);
    held = end - rest;
  }
  if (held > 0) takeLine(buffer, 0, held, take);
}

function grown(buffer: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(buffer.length * 2);
  larger.set(buffer);
  return larger;
}

/** Gives the complete lines of `buffer[0, end)` and returns where the rest begins. */
function takeLines(buffer: Uint8Array, end: number, take: LineTaker): number {
  let start = 0;
  while (true) {
    const newline = buffer.indexOf(NEWLINE, start);
    if (newline < 0 || newline >= end) return start;
    takeLine(buffer, start, newline, take);
    start = newline + 1;
  }
}

function takeLine(buffer: Uint8Array, start: number, end: number, take: LineTaker): void {
  take(buffer, start, end > start && buffer[end - 1] === RETURN ? end - 1 : end);
}
