import type { Settings } from "../settings/settings_table.ts";
import { openInfluxStore } from "../store/influx/influx_store.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import type { Store } from "../store/store.ts";
import { userPath } from "./user_path.ts";

/**
 * Opens the store that the settings choose: `--store`, else InfluxDB when `INFLUX_URL` is set, else the embedded one. Buckets that
 * are missing are created, unless `createBuckets` is false: a viewer that is given a wrong name says so instead.
 */
export async function openStore(
  settings: Settings,
  { createBuckets = true }: { readonly createBuckets?: boolean } = {},
): Promise<Store> {
  const { kind, place } = chosenStore(settings);
  const { retention: retentionMs } = settings;
  if (kind === "sqlite") return openSqliteStore(place === ":memory:" ? place : userPath(place), { retentionMs });
  const { influxToken: token, influxOrg: org, influxBucket: bucket } = settings;
  return await openInfluxStore({ url: place, token, org, bucket, retentionMs, createBuckets });
}

/** The kind of store and where it is: a path, or an address. */
export function chosenStore(settings: Settings): { kind: "sqlite" | "influx"; place: string } {
  const choice = settings.given.has("store") || !settings.influxUrl ? settings.store : `influx:${settings.influxUrl}`;
  const colon = choice.indexOf(":");
  return { kind: choice.slice(0, colon) as "sqlite" | "influx", place: choice.slice(colon + 1) };
}
