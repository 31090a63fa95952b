import { Command, InvalidArgumentError } from "commander";
import { aborted } from "../clock/aborted.ts";
import { userPath } from "../settings/user_path.ts";
import { print, printError, writeProgress } from "../terminal/print.ts";
import { buildWithProgress, type DevelopmentInflux, developmentInflux } from "../tools/services/development_influx.ts";
import { influxEnvironment } from "../tools/services/influx_access.ts";
import { findInfluxd } from "../tools/services/influxd_binary.ts";
import { ProgressLine } from "../tools/services/progress_line.ts";
import { untilInterrupted } from "./until_interrupted.ts";

interface ServicesOptions {
  readonly port: number;
  readonly folder: string;
  readonly buildOnly?: boolean;
}

/** `services`: an InfluxDB for development, without docker where there is none. */
export function servicesCommand(): Command {
  return new Command("services")
    .description(
      "Start a local InfluxDB for development and print its environment. Takes the one at INFLUX_URL if that is set, " +
        "else an influxd on this machine, else docker, else builds one from source (about 5 minutes, once).",
    )
    .option("--port <number>", "port on the loopback address", readPort, 8086)
    .option("--folder <path>", "where its data is kept", ".logiq/influxdb")
    .option("--build-only", "make sure that there is an influxd, print its path and end")
    .action(async ({ buildOnly, ...options }: ServicesOptions) => {
      if (buildOnly) {
        print(await withProgress(async (show) => await findInfluxd() ?? await buildWithProgress(show)));
      } else await serve(options);
    });
}

async function serve({ port, folder }: ServicesOptions): Promise<void> {
  const path = userPath(folder);
  await untilInterrupted(async (signal) => {
    const influx = await withProgress((onProgress) => developmentInflux({ folder: path, port, onProgress }));
    printError(`InfluxDB at ${influx.access.url} (${influx.origin})${influx.ended ? `, data in ${path}` : ""}`);
    print(influxEnvironment(influx.access));
    if (influx.ended) await untilEnded(influx, influx.ended, signal);
  }, { graceMs: 10_000 });
}

/** A terminal sends Ctrl-C to influxd too, which may then be gone before this process has learned of it. */
const SIGNAL_LAG_MS = 500;

async function untilEnded(influx: DevelopmentInflux, ended: Promise<void>, signal: AbortSignal): Promise<void> {
  printError("Ctrl-C ends it.");
  const interrupted = aborted(signal);
  await Promise.race([ended, interrupted]);
  if (!signal.aborted) await Promise.race([interrupted, new Promise((resolve) => setTimeout(resolve, SIGNAL_LAG_MS))]);
  if (!signal.aborted) {
    throw new Error(`Cannot keep InfluxDB running: it ended by itself, its log in its folder tells why`);
  }
  await influx.stop();
}

async function withProgress<T>(work: (show: (text: string) => void) => Promise<T>): Promise<T> {
  const line = new ProgressLine(writeProgress, { terminal: Deno.stderr.isTerminal() });
  try {
    return await work((text) => line.show(text, performance.now()));
  } finally {
    line.clear();
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("expected a port from 1 to 65535.");
}
