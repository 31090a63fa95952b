import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { messageOf } from "../../core/message_of.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.cache/peers/", import.meta.url));

/** A miner as a program: a command whose last argument is a file, and which prints its figures as JSON. */
export interface Peer {
  readonly name: string;
  readonly command: readonly string[];
  /** Lines of the file that it is given at most: a slow one has its rate after fewer. */
  readonly maxLines: number;
}

/**
 * Builds the miners to compare with, once per machine, under `.cache/peers`: Drain3 from PyPI into a virtual environment,
 * Loki's drain from the Go module proxy. One that can't be built is left out, with the reason on stderr.
 */
export async function buildPeers(): Promise<Peer[]> {
  await Deno.mkdir(CACHE, { recursive: true });
  const peers: Peer[] = [];
  for (const build of [buildLoki, buildDrain3]) {
    try {
      peers.push(await build());
    } catch (error) {
      console.error(`left out: ${messageOf(error)}`);
    }
  }
  return peers;
}

async function buildLoki(): Promise<Peer> {
  const binary = `${CACHE}lokidrain`;
  if (!existsSync(binary)) {
    console.error("building Loki's drain (about two minutes, once)");
    await run(["go", "build", "-o", binary, "."], `${HERE}loki`);
  }
  return { name: "Loki drain 3.7.8", command: [binary], maxLines: Infinity };
}

async function buildDrain3(): Promise<Peer> {
  const python = `${CACHE}drain3/bin/python`;
  if (!existsSync(python)) {
    console.error("installing Drain3");
    await run(["python3", "-m", "venv", `${CACHE}drain3`], HERE);
    await run([python, "-m", "pip", "install", "--quiet", "--requirement", `${HERE}drain3/requirements.txt`], HERE);
  }
  return { name: "Drain3 0.9.11", command: [python, `${HERE}drain3/mine.py`], maxLines: 100_000 };
}

async function run(command: readonly string[], cwd: string): Promise<void> {
  const [program, ...args] = command;
  const { success, code, stderr } = await new Deno.Command(program, { args, cwd }).output();
  if (success) return;
  const reason = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
  throw new Error(`Cannot run "${command.join(" ")}": it ended with ${code}: ${reason}`);
}
