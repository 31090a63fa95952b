import { storeContract } from "../testing/contract.ts";
import { openSqliteStore } from "./sqlite_store.ts";

storeContract("sqlite", (options) => Promise.resolve(openSqliteStore(":memory:", options)));
