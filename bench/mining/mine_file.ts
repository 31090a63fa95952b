/**
 * Mines one file as a program of its own, as the peers do: the file is read and cut into lines before the
 * clock starts. Prints JSON; seconds are processor time of all threads, compiler and garbage collector included.
 *
 * `deno run -A bench/mining/mine_file.ts FILE [LINES]`
 */
import process from "node:process";
import { Miner } from "../../core/mining/miner.ts";

const NEWLINE = 10;

if (import.meta.main) {
  const [path, limit = "Infinity"] = Deno.args;
  const bytes = await Deno.readFile(path);
  const ends = lineEnds(bytes, Number(limit));
  const before = process.cpuUsage();
  const { miner, counts } = mine(bytes, ends);
  const { user, system } = process.cpuUsage(before);
  const counted = counts.reduce((sum, count) => sum + count, 0);
  const templates = new Set(counts.map((_, handle) => miner.resolve(handle))).size;
  console.log(JSON.stringify({ ...miner.stats, counted, seconds: (user + system) / 1e6, templates }));
}

function mine(bytes: Uint8Array, ends: Uint32Array): { miner: Miner; counts: number[] } {
  const miner = new Miner();
  const counts: number[] = [];
  let start = 0;
  for (let i = 0; i < ends.length; i++) {
    const handle = miner.mine(bytes, start, ends[i]);
    counts[handle] = (counts[handle] ?? 0) + 1;
    start = ends[i] + 1;
  }
  return { miner, counts };
}

/** Where the lines end, at most `limit` of them: the peers get their lines cut too. */
function lineEnds(bytes: Uint8Array, limit: number): Uint32Array {
  const ends: number[] = [];
  for (let start = 0; start < bytes.length && ends.length < limit;) {
    const found = bytes.indexOf(NEWLINE, start);
    ends.push(found < 0 ? bytes.length : found);
    start = ends[ends.length - 1] + 1;
  }
  return Uint32Array.from(ends);
}
