import { deepStrictEqual } from "node:assert";
import { textsOf } from "./testing/mine_line.ts";

const STAMP = "2026-03-02 10:11:12,345 INFO ";

Deno.test("Miner keeps dotted keys of pairs, however many there are", () => {
  const keys = ["host.name", "java.version", "java.io.tmpdir", "os.name", "user.dir", "user.home"];
  deepStrictEqual(
    textsOf(keys.map((key, i) => `${STAMP}Server environment:${key}=/var/lib/x${i}`)),
    keys.map((key) => `Server environment:${key}=<*>`),
  );
  const settings = ["dfs.replication.max", "dfs.safemode.threshold-pct", "dfs.safemode.extension"];
  deepStrictEqual(
    textsOf(settings.map((key, i) => `${STAMP}block setting ${key} = ${i}`)),
    settings.map((key) => `block setting ${key} = <*>`),
  );
});

Deno.test("Miner takes dotted names for values where no pair has them as its key", () => {
  const names = ["orders.new", "orders.paid", "cart.added"];
  deepStrictEqual(
    textsOf(names.map((name) => `${STAMP}subscribed to ${name} as a consumer`)),
    ["subscribed to <*> as a consumer"],
  );
});

Deno.test("Miner keeps settings apart that messages tell the values of", () => {
  const settings =
    "tickTime minTimeout maxTimeout initLimit syncLimit tickLimit localFee cachePath pageSize batchSize jobCount retries"
      .split(" ");
  deepStrictEqual(
    textsOf(settings.map((setting, i) => `${STAMP}${setting} set to ${i}`)),
    settings.map((setting) => `${setting} set to <*>`),
  );
});
