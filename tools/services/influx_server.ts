import { join } from "node:path";
import { freePort, refuseBusyPort } from "./free_port.ts";
import { influxAccess } from "./influx_access.ts";
import { untilInfluxIsHealthy } from "./influx_health.ts";
import type { InfluxAccess } from "./influx_setup.ts";
import { findInfluxd } from "./influxd_binary.ts";
import { mendWal } from "./mend_wal.ts";

/** An influxd of our own, listening on the loopback address. */
export interface InfluxServer extends InfluxAccess {
  /** Ends it cleanly and resolves when it is gone; does nothing when it is not running. */
  stop(): Promise<void>;
  /** Ends it as a crash would and resolves when it is gone. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and folder, stopping it first if it runs; resolves when it is healthy. */
  restart(): Promise<void>;
  /** Resolves when the process that runs now has ended, for whatever reason. */
  ended(): Promise<void>;
  /** Number of the process that runs now, or ran last. */
  pid(): number;
}

/** Settings of {@linkcode startInflux}. */
export interface InfluxServerOptions {
  /** Holds the database, its log and, once set up, `access.json`; made if absent. A folder used before is reused. */
  readonly folder: string;
  /** @default a free one */
  readonly port?: number;
}

/**
 * Starts influxd and sets it up when its folder is new, else continues with what is there.
 *
 * @throws {Error} when there is no influxd (build one with `deno task services`), the port is in use, or influxd ends
 * before it is healthy (with the end of its log).
 */
export async function startInflux({ folder, port = freePort() }: InfluxServerOptions): Promise<InfluxServer> {
  const program = await findInfluxd();
  if (!program) throw new Error('Cannot start "influxd": expected one to be built, run `deno task services` once');
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const url = `http://127.0.0.1:${port}`;
  let child = await launch({ program, folder, port, url });
  let running = true;

  async function end(signal: Deno.Signal) {
    if (!running) return;
    running = false;
    try {
      child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it had ended by itself
    }
    await child.status;
  }
  try {
    const access = await influxAccess(folder, url);
    return {
      ...access,
      stop: () => end("SIGTERM"),
      kill9: () => end("SIGKILL"),
      restart: async () => {
        await end("SIGTERM");
        child = await launch({ program, folder, port, url });
        running = true;
      },
      ended: async () => void await child.status,
      pid: () => child.pid,
    };
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
}

/**
 * Counters that InfluxDB holds in memory before it writes them out. A query of the newest windows copies all of them, so its own
 * default of 25 MB doubles what a detector's check costs; see docs/decisions/influx-window-statistics.md.
 */
export const SNAPSHOT_BYTES = 4_194_304;

interface Launch {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly url: string;
}

async function launch({ program, folder, port, url }: Launch): Promise<Deno.ChildProcess> {
  refuseBusyPort(port);
  const engine = join(folder, "engine");
  await mendWal(engine);
  const log = join(folder, "influxd.log");
  const flags = [
    ["--bolt-path", join(folder, "influxd.bolt")],
    ["--sqlite-path", join(folder, "influxd.sqlite")],
    ["--engine-path", engine],
    ["--http-bind-address", `127.0.0.1:${port}`],
    ["--reporting-disabled"],
    ["--hardening-enabled"],
    // Else it notes every 4,096th byte that it takes from memory, which is a quarter of what a query costs.
    ["--pprof-disabled"],
    ["--storage-cache-snapshot-memory-size", String(SNAPSHOT_BYTES)],
  ];
  // The shell gives the log file to influxd and then becomes it, so the process to signal is the child itself.
  const script = 'log=$1; shift; exec "$@" >>"$log" 2>&1';
  const args = ["-c", script, "sh", log, program, "run", ...flags.flat()];
  const child = new Deno.Command("sh", { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  const ended = new AbortController();
  child.status.then(() => ended.abort(new Error("ended")));
  try {
    await untilInfluxIsHealthy(url, { signal: ended.signal });
    return child;
  } catch (error) {
    if (!ended.signal.aborted) child.kill("SIGKILL");
    await child.status;
    const problem = `Cannot start influxd on port "${port}": expected it to become healthy, see ${log}`;
    throw new Error(`${problem}\n${await lastOf(log)}`, { cause: error });
  }
}

async function lastOf(log: string): Promise<string> {
  const lines = (await Deno.readTextFile(log).catch(() => "")).trimEnd().split("\n");
  return lines.slice(-5).join("\n");
}
