import { needsInflux } from "../../tools/services/needs_influx.ts";
import { storeContract } from "../testing/contract.ts";
import { influxForTests } from "./testing/influx_for_tests.ts";

const ignore = !await needsInflux("store/influx");
const influx = influxForTests({ ignore });

storeContract("influx", (options) => influx.openStore(options), { ignore });
