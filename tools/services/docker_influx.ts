import { join } from "node:path";
import { untilInfluxIsHealthy } from "./influx_health.ts";
import { SNAPSHOT_BYTES } from "./influx_server.ts";
import { INFLUXDB_VERSION } from "./influxd_binary.ts";

/** Whether a docker engine answers here; an installed client without an engine does not count. */
export async function dockerWorks(): Promise<boolean> {
  const args = ["version", "--format", "{{.Server.Version}}"];
  try {
    const docker = new Deno.Command("docker", { args, stdin: "null", stdout: "null", stderr: "null" });
    return (await docker.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Where a container of InfluxDB keeps its data and listens. */
export interface DockerInfluxOptions {
  readonly folder: string;
  readonly port: number;
}

/**
 * Runs InfluxDB in a container until its process gets SIGTERM, and resolves when it is healthy.
 * Data stays in `folder`/docker, owned by the user who calls.
 *
 * @throws {Error} when the container ends before InfluxDB is healthy.
 */
export async function launchDockerInflux({ folder, port }: DockerInfluxOptions): Promise<Deno.ChildProcess> {
  const data = join(folder, "docker");
  await Deno.mkdir(data, { recursive: true });
  const user = Deno.build.os === "windows" ? [] : ["--user", `${Deno.uid()}:${Deno.gid()}`];
  const args = [
    ...["run", "--rm", "--init", "--name", `logiq-influxdb-${port}`, ...user],
    ...["--env", `INFLUXD_STORAGE_CACHE_SNAPSHOT_MEMORY_SIZE=${SNAPSHOT_BYTES}`],
    ...["--env", "INFLUXD_PPROF_DISABLED=true"],
    ...["--publish", `127.0.0.1:${port}:8086`, "--volume", `${data}:/var/lib/influxdb2`],
    `influxdb:${INFLUXDB_VERSION}`,
  ];
  const child = new Deno.Command("docker", { args, stdin: "null", stdout: "null", stderr: "inherit" }).spawn();
  const ended = new AbortController();
  const reason = new Error(`Cannot run container "influxdb:${INFLUXDB_VERSION}": expected docker to keep it running`);
  child.status.then(() => ended.abort(reason));
  // The first run pulls the image.
  await untilInfluxIsHealthy(`http://127.0.0.1:${port}`, { signal: ended.signal, deadlineMs: 600_000 });
  return child;
}
