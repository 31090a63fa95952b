import type { Settings } from "../../settings/settings_table.ts";
import type { StoreKind } from "../store_kind.ts";
import type { InfluxStoreOptions } from "./connect_influx.ts";
import { demoBucket } from "./demo_bucket.ts";
import { emptyInfluxStore } from "./empty_influx_store.ts";
import { openInfluxStore } from "./influx_store.ts";

/** An InfluxDB 2 at an address; what else it takes comes from settings of its own. */
export const influx: StoreKind = {
  name: "influx",
  expected: "an http or https address",
  accepts: (place) => /^https?:\/\/./.test(place),
  ownPlace: ({ influxUrl }) => influxUrl || undefined,
  open: (url, settings, { isViewer }) => openInfluxStore({ ...optionsOf(url, settings), createBuckets: !isViewer }),
  empty: async (url, settings) => await emptyInfluxStore(optionsOf(url, settings)),
  ofDemo: (name, _, { influxBucket }) => ({ influxBucket: demoBucket(influxBucket, { name }) }),
  isReadByGrafana: true,
};

function optionsOf(url: string, settings: Settings): InfluxStoreOptions {
  const { influxToken: token, influxOrg: org, influxBucket: bucket, retention: retentionMs } = settings;
  return { url, token, org, bucket, retentionMs };
}
