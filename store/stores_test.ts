import assert from "node:assert/strict";
import { readSettings } from "../settings/read_settings.ts";
import { UsageError } from "../settings/usage_error.ts";
import type { Store } from "./store.ts";
import type { StoreKind } from "./store_kind.ts";
import { chosenStore, openStore, STORES } from "./stores.ts";

const SHELF: StoreKind = {
  name: "shelf",
  expected: "a room",
  accepts: (place) => place.startsWith("room "),
  ownPlace: ({ source }) => source || undefined,
  open: () => Promise.resolve({} as Store),
  empty: () => Promise.resolve(),
  ofDemo: () => ({}),
};

/** Which store is chosen, as `NAME PLACE`. */
function chosen(flags: Record<string, string>, environment: Record<string, string> = {}, kinds = STORES): string {
  const { kind, place } = chosenStore(readSettings(flags, environment), kinds);
  return `${kind.name} ${place}`;
}

Deno.test("chosenStore() takes what --store names, else InfluxDB where it is set, else the embedded one", () => {
  const INFLUX_URL = "http://127.0.0.1:8086";
  assert.equal(chosen({}), "sqlite .logiq/logiq.db");
  assert.equal(chosen({}, { INFLUX_URL }), `influx ${INFLUX_URL}`);
  assert.equal(chosen({ store: "sqlite:a:b" }, { INFLUX_URL }), "sqlite a:b");
  assert.equal(chosen({ store: "influx:https://a" }, { INFLUX_URL }), "influx https://a");
  assert.equal(chosen({ store: "shelf:room 1" }, {}, [...STORES, SHELF]), "shelf room 1");
  assert.equal(chosen({ source: "room 2" }, {}, [...STORES, SHELF]), "shelf room 2");
});

for (
  const [given, expected] of [
    ["redis:x", /--store "redis:x": expected "sqlite:" with a path, or "influx:" with an http or https address/],
    ["influx:x", /--store "influx:x": expected /],
  ] as const
) {
  Deno.test(`chosenStore() refuses "${given}"`, () => {
    assert.throws(
      () => chosen({ store: given }),
      (error) => error instanceof UsageError && expected.test(error.message),
    );
  });
}

Deno.test("openStore() opens the chosen one", async () => {
  await using store = await openStore(readSettings({ store: "sqlite::memory:" }, {}));
  assert.equal(store.description, "sqlite::memory:");
});
