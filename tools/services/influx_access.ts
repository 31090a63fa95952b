import { join } from "node:path";
import { type InfluxAccess, setUpInflux } from "./influx_setup.ts";

/**
 * The access to the InfluxDB at `url` whose data lies in `folder`: what `access.json` there holds, or, for a new one,
 * what its first set-up gives, which is then kept there for this user alone.
 */
export async function influxAccess(folder: string, url: string): Promise<InfluxAccess> {
  const file = join(folder, "access.json");
  try {
    return { ...JSON.parse(await Deno.readTextFile(file)), url };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const access = await setUpInflux(url);
  await Deno.writeTextFile(file, JSON.stringify(access, null, 2) + "\n", { mode: 0o600 });
  return access;
}

/** The environment that the store reads, as lines of `NAME=value`. */
export function influxEnvironment({ url, token, org, bucket }: InfluxAccess): string {
  return `INFLUX_URL=${url}\nINFLUX_TOKEN=${token}\nINFLUX_ORG=${org}\nINFLUX_BUCKET=${bucket}`;
}
