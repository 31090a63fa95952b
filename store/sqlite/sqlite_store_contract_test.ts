import { storeContract } from "../contract.ts";
import { openSqliteStore } from "./sqlite_store.ts";

storeContract("sqlite", (options) => Promise.resolve(openSqliteStore(":memory:", options)));
