import { InfluxDB } from "@influxdata/influxdb-client";
import type { InfluxAccess } from "../../../tools/services/influx_setup.ts";
import { type FluxRow, toFrames } from "./frame.ts";
import type { RunQuery } from "./variables.ts";

/** Runs Flux in an InfluxDB and gives frames as Grafana would see them. */
export function fluxOf({ url, token, org }: InfluxAccess): RunQuery {
  const api = new InfluxDB({ url, token }).getQueryApi(org);
  return async (flux) => {
    const rows: FluxRow[] = [];
    for await (const row of api.iterateRows(flux)) rows.push(row);
    return toFrames(rows);
  };
}
