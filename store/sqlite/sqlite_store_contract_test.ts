import { emptyContract } from "../testing/empty_contract.ts";
import { storeContract } from "../testing/contract.ts";
import { emptySqliteStore } from "./empty_sqlite_store.ts";
import { openSqliteStore } from "./sqlite_store.ts";

storeContract("sqlite", (options) => Promise.resolve(openSqliteStore(":memory:", options)));

emptyContract("sqlite", async () => {
  const folder = await Deno.makeTempDir({ prefix: "logiq-store-" });
  const path = `${folder}/store.db`;
  return {
    open: (options) => Promise.resolve(openSqliteStore(path, options)),
    empty: () => emptySqliteStore(path),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
});
