import assert from "node:assert/strict";
import type { Store } from "../store.ts";
import { anomaly, CONTRACT_RETENTION_MS } from "./contract_fixtures.ts";
import { fill, FILLED, kept } from "./filled_store.ts";

/** A place for a store: a file, a pair of buckets. It is removed at the end. */
export interface StorePlace extends AsyncDisposable {
  /** Opens the store there. */
  open(options: { readonly retentionMs: number }): Promise<Store>;
  /** Deletes everything there. */
  empty(options: { readonly retentionMs: number }): void | Promise<void>;
}

/** Holds what empties a demo's store to its prose. */
export function emptyContract(
  name: string,
  newPlace: () => Promise<StorePlace>,
  { ignore = false }: { readonly ignore?: boolean } = {},
): void {
  const options = { retentionMs: CONTRACT_RETENTION_MS };
  Deno.test({
    name: `${name}: emptying deletes everything, and a store that is opened then goes on`,
    ignore,
    async fn() {
      await using place = await newPlace();
      {
        await using store = await place.open(options);
        await fill(store);
        await store.labelAnomaly(anomaly().id, "true");
        assert.deepEqual(await kept(store), FILLED);
      }
      await place.empty(options);
      await using store = await place.open(options);
      assert.deepEqual(await kept(store), Object.fromEntries(Object.keys(FILLED).map((name) => [name, 0])));
      await fill(store);
      assert.deepEqual(await kept(store), FILLED);
      assert.equal((await store.anomalies())[0].label, null);
    },
  });
  Deno.test({
    name: `${name}: emptying a place where no store was makes one`,
    ignore,
    async fn() {
      await using place = await newPlace();
      await place.empty(options);
      await using store = await place.open(options);
      assert.deepEqual(await store.templateCounts(), []);
    },
  });
}
