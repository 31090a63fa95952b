import { Argument, Command } from "commander";
import { fileURLToPath } from "node:url";
import { failureOf } from "../commands/failure.ts";

/** A script that measures something and prints its figures. */
interface Bench {
  readonly name: string;
  readonly script: string;
  readonly summary: string;
  /** What may follow the name on the command line. */
  readonly usage: string;
  /** Whether it needs more than Deno, so that `all` leaves it out. */
  readonly needs?: string;
  /** Whether it answers `--help` itself. */
  readonly hasHelp?: boolean;
}

const BENCHES: readonly Bench[] = [
  {
    name: "pipeline",
    script: "pipeline/main.ts",
    hasHelp: true,
    summary: "lines per second from a log file to stored counters, and the memory of each process",
    usage: "[backlog|live|both] [--data PATH] [--seconds N] …",
  },
  {
    name: "latency",
    script: "latency/main.ts",
    hasHelp: true,
    summary: "time from the end of a window to the saved anomaly, at 1,000 templates",
    usage: "[--templates N] [--rate N] [--windows N]",
  },
  {
    name: "backtest",
    script: "backtest/main.ts",
    hasHelp: true,
    summary: "lines per second from log files to windows, by the time in the line",
    usage: "[--lines N] [--days N] [--data PATH] …",
  },
  {
    name: "detector",
    script: "detector/main.ts",
    hasHelp: true,
    summary: "series evaluated a second by one core, memory of 10,000 series, and how long one window takes",
    usage: "[--detector NAME] [--windows N] [--window MS]",
  },
  {
    name: "sources",
    script: "sources/main.ts",
    hasHelp: true,
    summary: "the detector's check of 1,000 sources of 50 templates each, window by window",
    usage: "[--sources N] [--templates N] [--windows N] [--store sqlite|influx]",
  },
  {
    name: "store",
    script: "store_bench.ts",
    summary: "reads and writes of the embedded store, young and after half an hour of data",
    usage: "[MINUTES]",
  },
  {
    name: "line-protocol",
    script: "line_protocol_bench.ts",
    summary: "reading line protocol, against the InfluxDB client's writing of the same points",
    usage: "",
  },
  {
    name: "influx",
    script: "influx_bench.ts",
    summary: "the detector's check on InfluxDB in buckets of several ages",
    usage: "[HOURS…]",
    needs: "an influxd",
  },
  {
    name: "dashboards",
    script: "dashboards/main.ts",
    hasHelp: true,
    summary: "how long the dashboards' queries take over a day, and what one viewer costs",
    usage: "[--sources N] [--hours N] [--seconds N]",
    needs: "an influxd",
  },
  {
    name: "mining",
    script: "mining/main.ts",
    summary: "lines per second of the miner, against Drain3's and Loki's, built on the spot",
    usage: "[--data PATH] [--lines N] [--rounds N] [--source NAME]",
    needs: "Go and Python",
  },
];
const NAMES = BENCHES.map(({ name }) => name);

if (import.meta.main) {
  const { names, rest } = split(Deno.args);
  const command = new Command("bench")
    .description("Measures LogIQ. docs/benchmarks.md has the figures and the commands that make them.")
    .usage("[NAME…|all] [options of the last NAME]")
    .addArgument(
      new Argument("[names...]", "benchmarks, one after another; none: list them").choices([...NAMES, "all"]),
    )
    .addHelpText("after", `\n${list()}\n\n"deno task bench NAME --help" says more of one.`)
    .action(() => console.log(list()));
  if (names.length > 0) Deno.exit(await run(names, rest));
  try {
    await command.exitOverride().parseAsync(Deno.args, { from: "user" });
  } catch (error) {
    Deno.exit(failureOf(error).code);
  }
}

/** What comes before the first word that is no benchmark's name, and what is left. */
function split(words: readonly string[]): { names: string[]; rest: string[] } {
  const end = words.findIndex((word) => word !== "all" && !NAMES.includes(word));
  return end < 0 ? { names: [...words], rest: [] } : { names: words.slice(0, end), rest: words.slice(end) };
}

function list(): string {
  return ["Benchmarks:", ...BENCHES.map(entry)].join("\n");
}

function entry({ name, usage, summary, needs }: Bench): string {
  return `  ${name} ${usage}`.trimEnd() + `\n      ${summary}${needs ? ` (needs ${needs}; not in "all")` : ""}`;
}

/** Runs benchmarks one after another; the last one gets the options. Resolves with the first exit code that is not 0. */
async function run(names: readonly string[], options: readonly string[]): Promise<number> {
  const chosen = names.flatMap((name) =>
    BENCHES.filter((bench) => name === "all" ? !bench.needs : bench.name === name)
  );
  const asksForHelp = options.some((option) => option === "--help" || option === "-h");
  const last = chosen[chosen.length - 1];
  if (asksForHelp && !last.hasHelp) {
    console.log(entry(last));
    return 0;
  }
  for (const [index, bench] of chosen.entries()) {
    const code = await runScript(bench.script, index === chosen.length - 1 ? options : []);
    if (code !== 0) return code;
  }
  return 0;
}

/** Passes interruptions on and lets the script clean up: it ends this process by its exit code. */
async function runScript(script: string, options: readonly string[]): Promise<number> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--quiet", path, ...options] }).spawn();
  const passOn = (signal: "SIGINT" | "SIGTERM") => () => child.kill(signal);
  const onInt = passOn("SIGINT"), onTerm = passOn("SIGTERM");
  Deno.addSignalListener("SIGINT", onInt);
  Deno.addSignalListener("SIGTERM", onTerm);
  const { code } = await child.status;
  Deno.removeSignalListener("SIGINT", onInt);
  Deno.removeSignalListener("SIGTERM", onTerm);
  return code;
}
