import { join } from "node:path";
import { aborted } from "../../clock/aborted.ts";
import { count } from "../figures.ts";
import { inTemporaryFolder, startParts } from "../parts.ts";
import { EverNewLines } from "./ever_new_lines.ts";
import { storedLines } from "./stored_lines.ts";

/** Settings of {@linkcode benchBacklog}. */
export interface BacklogOptions {
  readonly sample: Uint8Array;
  readonly lines: number;
  readonly rounds: number;
  readonly signal: AbortSignal;
}

/**
 * Times an agent that reads a file that is there, from the start of its process to its end, which comes when the api has
 * acknowledged everything: one figure a round.
 */
export async function* benchBacklog(options: BacklogOptions): AsyncGenerator<string> {
  for (let round = 0; round < options.rounds; round++) yield* inTemporaryFolder((folder) => once(folder, options));
}

async function* once(folder: string, { sample, lines, signal }: BacklogOptions): AsyncGenerator<string> {
  const path = join(folder, "hdfs.log");
  {
    using file = await Deno.open(path, { append: true, create: true });
    new EverNewLines(sample).writeTo(file, lines);
  }
  await using parts = await startParts(folder);
  parts.startDetector();
  const startMs = performance.now();
  const agent = parts.startAgent(path, ["--until-eof"]);
  const { code } = await Promise.race([agent.status, interrupted(signal)]);
  const seconds = (performance.now() - startMs) / 1000;
  const stored = await storedLines(parts.storePath);
  if (code !== 0 || stored.lines !== lines) {
    throw new Error(
      `Cannot time a backlog of ${count(lines)} lines: expected all in the store, got ${count(stored.lines)} ` +
        `(the agent ended with ${code}: ${agent.errors.join(" ")})`,
    );
  }
  yield `backlog: ${count(lines)} lines read, mined and stored in ${seconds.toFixed(2)} s: ` +
    `${count(lines / seconds)} lines/s (${stored.templates} templates)`;
}

async function interrupted(signal: AbortSignal): Promise<never> {
  await aborted(signal);
  throw signal.reason;
}
