/**
 * Mines one file as a program of its own, as the peers do: the file is read before the clock starts. Prints JSON; seconds
 * are processor time of all threads, compiler and garbage collector included.
 *
 * `deno run -A bench/mining/mine_file.ts FILE [LINES]`
 */
import process from "node:process";
import { Miner } from "../../core/mining/miner.ts";

const NEWLINE = 10;

const [path, limit = "Infinity"] = Deno.args;
const bytes = await Deno.readFile(path);
const miner = new Miner();
const counts: number[] = [];
let start = 0, lines = 0;
const before = process.cpuUsage();
while (start < bytes.length && lines < Number(limit)) {
  const found = bytes.indexOf(NEWLINE, start);
  const end = found < 0 ? bytes.length : found;
  const handle = miner.mine(bytes, start, end);
  counts[handle] = (counts[handle] ?? 0) + 1;
  start = end + 1;
  lines++;
}
const { user, system } = process.cpuUsage(before);
const counted = counts.reduce((sum, count) => sum + count, 0);
const roots = new Set(counts.map((_, handle) => miner.resolve(handle)));
console.log(JSON.stringify({ ...miner.stats, counted, seconds: (user + system) / 1e6, templates: roots.size }));
