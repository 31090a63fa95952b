import { buildInfluxd, type BuildProgress } from "./build_influxd.ts";
import { dockerWorks, launchDockerInflux } from "./docker_influx.ts";
import { influxAccess } from "./influx_access.ts";
import { refuseBusyPort } from "./free_port.ts";
import { isInfluxHealthy } from "./influx_health.ts";
import { startInflux } from "./influx_server.ts";
import type { InfluxAccess } from "./influx_setup.ts";
import { findInfluxd } from "./influxd_binary.ts";

/** An InfluxDB to develop against. */
export interface DevelopmentInflux {
  readonly access: InfluxAccess;
  /** Where it comes from, as a phrase such as "docker". */
  readonly origin: string;
  /** Resolves when it has ended by itself; absent when it is not ours to end. */
  readonly ended?: Promise<void>;
  /** Ends it, if it is ours. */
  stop(): Promise<void>;
}

/** Settings of {@linkcode developmentInflux}. */
export interface DevelopmentInfluxOptions {
  /** Where its data is kept. */
  readonly folder: string;
  readonly port: number;
  /** Told in a few words what is being done. */
  readonly onProgress: (text: string) => void;
}

/**
 * The first InfluxDB that can be had: the one that `INFLUX_URL` names, an influxd that is on this machine already, a
 * container where a docker engine works, else one that is built now.
 *
 * @throws {Error} when `INFLUX_URL` is set and nothing healthy answers there, or the port is in use, or a step fails.
 */
export async function developmentInflux(options: DevelopmentInfluxOptions): Promise<DevelopmentInflux> {
  const url = Deno.env.get("INFLUX_URL");
  if (url) return await runningInflux(url);
  const found = await findInfluxd();
  if (!found && await dockerWorks()) return await dockerInflux(options);
  if (!found) await buildWithProgress(options.onProgress);
  options.onProgress("Starting influxd");
  const server = await startInflux(options);
  return { access: server, origin: "influxd", ended: server.ended(), stop: server.stop };
}

/** Builds influxd, telling how far it is. Returns its path. */
export async function buildWithProgress(onProgress: (text: string) => void): Promise<string> {
  const startMs = performance.now();
  let progress: BuildProgress = { packages: 0, total: 1_700 };
  const report = () => {
    const seconds = Math.round((performance.now() - startMs) / 1_000);
    const { packages, total } = progress;
    onProgress(`Building InfluxDB, once, about 5 minutes: ${packages} of ${total} packages, ${seconds} s`);
  };
  report();
  // Rust's part of the build, a minute or two, compiles no Go package.
  const ticker = setInterval(report, 1_000);
  try {
    return await buildInfluxd((update) => progress = update);
  } finally {
    clearInterval(ticker);
  }
}

async function runningInflux(url: string): Promise<DevelopmentInflux> {
  if (!await isInfluxHealthy(url)) {
    throw new Error(`Cannot use INFLUX_URL "${url}": expected a healthy InfluxDB there, start it or unset INFLUX_URL`);
  }
  const given = (name: string) => Deno.env.get(name) ?? "";
  const access = { url, token: given("INFLUX_TOKEN"), org: given("INFLUX_ORG"), bucket: given("INFLUX_BUCKET") };
  return { access, origin: "already running", stop: async () => {} };
}

async function dockerInflux({ folder, port, onProgress }: DevelopmentInfluxOptions): Promise<DevelopmentInflux> {
  refuseBusyPort(port);
  onProgress("Starting InfluxDB in docker");
  const child = await launchDockerInflux({ folder, port });
  const ended = child.status.then(() => {});
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { access: await influxAccess(folder, `http://127.0.0.1:${port}`), origin: "docker", ended, stop };
}
