import { format, parse } from "node:path";
import { userPath } from "../../settings/user_path.ts";
import type { StoreKind } from "../store_kind.ts";
import { emptySqliteStore } from "./empty_sqlite_store.ts";
import { openSqliteStore } from "./sqlite_store.ts";

/** A file, or `:memory:`. */
export const sqlite: StoreKind = {
  name: "sqlite",
  expected: "a path",
  accepts: (place) => place !== "",
  open: (place, { retention }) => Promise.resolve(openSqliteStore(pathOf(place), { retentionMs: retention })),
  empty: (place) => Promise.resolve(emptySqliteStore(pathOf(place))),
  ofDemo(name, place, settings) {
    const given = new Set([...settings.given, "store" as const]);
    if (!settings.given.has("store")) return { given, store: `sqlite:${userPath(`.logiq/demo/${name}/logiq.db`)}` };
    if (place === ":memory:") return {};
    const { dir, name: file, ext } = parse(userPath(place));
    return { store: `sqlite:${format({ dir, name: `${file}_${name}`, ext })}` };
  },
};

function pathOf(place: string): string {
  return place === ":memory:" ? place : userPath(place);
}
