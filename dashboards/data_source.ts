import type { DataSourceRef } from "@grafana/grafana-foundation-sdk/dashboard";

/** The data source that `provisioning/datasources/logiq.yaml` defines, as panels, variables and annotations name it. */
export const DATA_SOURCE: DataSourceRef = { type: "influxdb", uid: "logiq-influxdb" };
