import { withoutPassword } from "../core/without_password.ts";
import { expectedPlaces } from "../settings/expected_places.ts";
import type { Settings } from "../settings/settings_table.ts";
import { UsageError } from "../settings/usage_error.ts";
import { influx } from "./influx/influx_kind.ts";
import { sqlite } from "./sqlite/sqlite_kind.ts";
import type { Store } from "./store.ts";
import type { StoreKind } from "./store_kind.ts";

/** All kinds of stores. A new one is added here. */
export const STORES: readonly StoreKind[] = [sqlite, influx];

/** A kind and where its store is. */
export interface ChosenStore {
  readonly kind: StoreKind;
  readonly place: string;
}

/**
 * The store that `--store` names, else one that a setting of its own does, such as `INFLUX_URL`, else the embedded one.
 *
 * @throws {UsageError} for a kind that there is none of, or a place that it can't have.
 */
export function chosenStore(settings: Settings, kinds: readonly StoreKind[] = STORES): ChosenStore {
  if (!settings.given.has("store")) {
    for (const kind of kinds) {
      const place = kind.ownPlace?.(settings);
      if (place !== undefined) return { kind, place };
    }
  }
  const [, name, place = ""] = /^(\w+):(.*)$/.exec(settings.store) ?? [];
  const kind = kinds.find((kind) => kind.name === name);
  if (kind?.accepts(place)) return { kind, place };
  throw new UsageError(`Cannot use --store "${withoutPassword(settings.store)}": expected ${expectedPlaces(kinds)}`);
}

/** Opens the chosen store. `isViewer`: for looking alone. */
export async function openStore(settings: Settings, { isViewer = false } = {}): Promise<Store> {
  const { kind, place } = chosenStore(settings);
  return await kind.open(place, settings, { isViewer });
}
