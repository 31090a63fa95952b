import type { Settings } from "../../settings/settings_table.ts";
import { emptyInfluxStore } from "../../store/influx/empty_influx_store.ts";
import { emptySqliteStore } from "../../store/sqlite/empty_sqlite_store.ts";
import type { Store } from "../../store/store.ts";
import { chosenStore, influxOptions, openStore, sqlitePath } from "../open_store.ts";

/** Opens a demo's own store with nothing in it: what the last run has left is deleted. */
export async function openEmptyStore(settings: Settings): Promise<Store> {
  if (chosenStore(settings).kind === "sqlite") emptySqliteStore(sqlitePath(settings));
  else await emptyInfluxStore(influxOptions(settings));
  return await openStore(settings);
}
