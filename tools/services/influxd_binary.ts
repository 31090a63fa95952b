import { join } from "node:path";
import { cacheFolder } from "./cache_folder.ts";

/** The InfluxDB release that the project is developed and tested against. */
export const INFLUXDB_VERSION = "2.9.1";

/** Where {@linkcode buildInfluxd} puts its result, whether or not it is there yet. */
export function cachedInfluxd(): string {
  return join(cacheFolder(), "influxdb", INFLUXDB_VERSION, "influxd");
}

/**
 * The path of an influxd that can be started at once: `INFLUXD`, the one built into the cache, or an `influxd` of
 * version 2 on the PATH; `undefined` when there is none.
 *
 * @throws {Error} when `INFLUXD` names a program that is not an influxd of version 2.
 */
export async function findInfluxd(): Promise<string | undefined> {
  const named = Deno.env.get("INFLUXD");
  if (named && !await isInfluxd2(named)) {
    throw new Error(`Cannot start INFLUXD "${named}": expected the path of an influxd of version 2`);
  }
  if (named) return named;
  for (const candidate of [cachedInfluxd(), "influxd"]) {
    if (await isInfluxd2(candidate)) return candidate;
  }
}

async function isInfluxd2(program: string): Promise<boolean> {
  try {
    const { stdout } = await new Deno.Command(program, { args: ["version"], stdin: "null", stderr: "null" }).output();
    return /^InfluxDB (v?2\.|dev)/.test(new TextDecoder().decode(stdout));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) return false;
    throw error;
  }
}
