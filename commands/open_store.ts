import type { Settings } from "../settings/settings_table.ts";
import type { InfluxStoreOptions } from "../store/influx/connect_influx.ts";
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
  const { kind } = chosenStore(settings);
  if (kind === "sqlite") return openSqliteStore(sqlitePath(settings), { retentionMs: settings.retention });
  return await openInfluxStore({ ...influxOptions(settings), createBuckets });
}

/** Where the chosen embedded store is: a path, or `:memory:`. */
export function sqlitePath(settings: Settings): string {
  const { place } = chosenStore(settings);
  return place === ":memory:" ? place : userPath(place);
}

/** How the chosen InfluxDB is reached. */
export function influxOptions(settings: Settings): InfluxStoreOptions {
  const { influxToken: token, influxOrg: org, influxBucket: bucket, retention: retentionMs } = settings;
  return { url: chosenStore(settings).place, token, org, bucket, retentionMs };
}

/** The kind of store and where it is: a path, or an address. */
export function chosenStore(settings: Settings): { kind: "sqlite" | "influx"; place: string } {
  const choice = settings.given.has("store") || !settings.influxUrl ? settings.store : `influx:${settings.influxUrl}`;
  const colon = choice.indexOf(":");
  return { kind: choice.slice(0, colon) as "sqlite" | "influx", place: choice.slice(colon + 1) };
}
