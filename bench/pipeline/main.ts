/**
 * Agent to stored counter, one process each, on the embedded store.
 *
 * `deno task bench pipeline [backlog|live|both] [--data DIR_OR_FILE] [--rate N] [--seconds N] [--sources N]`
 */
import { Argument, Command, Option } from "commander";
import { DETECTORS } from "../../core/detection/detectors.ts";
import { userPath } from "../../settings/user_path.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import { benchBacklog } from "./backlog.ts";
import { benchLive } from "./live.ts";
import { sampleOf } from "./sample_of.ts";

interface Options {
  readonly data?: string;
  readonly lines: number;
  readonly rounds: number;
  readonly rate: number;
  readonly seconds: number;
  readonly sources: number;
  readonly detector: string;
  readonly rotate: number;
}

if (import.meta.main) {
  const command = new Command("pipeline")
    .description("agent to stored counter, with agent, api and detector as processes on the embedded store")
    .addArgument(
      new Argument("[part]", "a file that is there, lines appended at a fixed rate, or both")
        .choices(["backlog", "live", "both"]).default("both"),
    )
    .option(
      "--data <path>",
      "a log file, or a folder with *.log files; without it, lines like those of HDFS are made up",
    )
    .option("--lines <n>", "backlog: lines in the file", wholeNumber, 2_000_000)
    .option("--rounds <n>", "backlog: how many times", wholeNumber, 3)
    .option("--rate <n>", "live: lines per second", wholeNumber, 200_000)
    .option("--seconds <n>", "live: how long; 300 shows whether memory stays level", wholeNumber, 60)
    .option("--sources <n>", "live: files that get the lines in turn, a source each", wholeNumber, 1)
    .addOption(
      new Option("--detector <name>", "live: which one watches").choices(DETECTORS.map(({ name }) => name)).default(
        "sigma",
      ),
    )
    .option("--rotate <mb>", "live: a log is rotated at this size", wholeNumber, 1_024);
  await runBench(command, async function* (signal) {
    const [part] = command.processedArgs;
    const { data, rate: linesPerSecond, rotate: rotateMb, ...options } = command.opts<Options>();
    const sample = await sampleOf(data === undefined ? undefined : userPath(data));
    if (part !== "live") yield* benchBacklog({ ...options, sample, signal });
    if (part !== "backlog") yield* benchLive({ ...options, sample, linesPerSecond, rotateMb, signal });
  });
}
