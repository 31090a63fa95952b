import { SystemClock } from "../../clock/system_clock.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { createApi } from "../create_api.ts";
import { serveApi } from "../serve_api.ts";

const [path] = Deno.args;
const api = createApi({
  store: openSqliteStore(path, { retentionMs: Infinity }),
  clock: new SystemClock(),
  host: "test-host",
  slotMs: 100,
  maxTemplates: 2000,
  maxBodyBytes: 1_000_000,
  version: "0.0.0",
});
console.log(serveApi(api, { port: 0 }).url);
