import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { buildWithProgress, type DevelopmentInflux, developmentInflux } from "../tools/services/development_influx.ts";
import { influxEnvironment } from "../tools/services/influx_access.ts";
import { findInfluxd } from "../tools/services/influxd_binary.ts";
import { ProgressLine } from "../tools/services/progress_line.ts";

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
    .action(async (options: ServicesOptions) => {
      const code = options.buildOnly ? await build() : await serve(options);
      Deno.exit(code);
    });
}

async function build(): Promise<number> {
  const path = await withProgress(async (show) => await findInfluxd() ?? await buildWithProgress(show));
  console.log(path);
  return 0;
}

async function serve({ port, folder }: ServicesOptions): Promise<number> {
  const path = resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), folder);
  const influx = await withProgress((onProgress) => developmentInflux({ folder: path, port, onProgress }));
  console.error(`InfluxDB at ${influx.access.url} (${influx.origin})${influx.ended ? `, data in ${path}` : ""}`);
  console.log(influxEnvironment(influx.access));
  return influx.ended ? await untilEnded(influx, influx.ended) : 0;
}

async function untilEnded(influx: DevelopmentInflux, ended: Promise<void>): Promise<number> {
  console.error("Ctrl-C ends it.");
  const signal = Promise.withResolvers<number>();
  Deno.addSignalListener("SIGINT", () => signal.resolve(130));
  Deno.addSignalListener("SIGTERM", () => signal.resolve(143));
  // A terminal sends Ctrl-C to influxd too, which may then be gone before our own listener has run.
  const unexpected = ended.then(() => new Promise<number>((done) => setTimeout(done, 500, 1)));
  const code = await Promise.race([signal.promise, unexpected]);
  if (code === 1) console.error("Cannot keep InfluxDB running: it ended by itself, its log tells why");
  await influx.stop();
  return code;
}

async function withProgress<T>(work: (show: (text: string) => void) => Promise<T>): Promise<T> {
  const encoder = new TextEncoder();
  const line = new ProgressLine((text) => void Deno.stderr.writeSync(encoder.encode(text)), {
    terminal: Deno.stderr.isTerminal(),
  });
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
