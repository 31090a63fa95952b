import type { Settings } from "../../settings/settings_table.ts";
import type { Store } from "../../store/store.ts";
import { chosenStore, openStore } from "../../store/stores.ts";

/** Opens a demo's own store with nothing in it: what the last run has left is deleted. */
export async function openEmptyStore(settings: Settings): Promise<Store> {
  const { kind, place } = chosenStore(settings);
  await kind.empty(place, settings);
  return await openStore(settings);
}
