import { needsInflux } from "../../tools/services/needs_influx.ts";
import { storeContract } from "../testing/contract.ts";
import { emptyContract } from "../testing/empty_contract.ts";
import { emptyInfluxStore } from "./empty_influx_store.ts";
import { openInfluxStore } from "./influx_store.ts";
import { factsBucket } from "./measurements.ts";
import { influxForTests, removeBuckets } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });

storeContract("influx", (options) => influx.openStore(options), { ignore });

let places = 0;
emptyContract("influx", () => {
  const bucket = `place_${places++}`;
  const target = { ...influx.server(), bucket };
  return Promise.resolve({
    open: (options) => openInfluxStore({ ...target, ...options }),
    empty: (options) => emptyInfluxStore({ ...target, ...options }),
    [Symbol.asyncDispose]: () => removeBuckets(target, [bucket, factsBucket(bucket)]),
  });
}, { ignore });
