import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalies } from "./anomalies.ts";
import { overview } from "./overview.ts";
import { patterns } from "./patterns.ts";
import { selfMonitoring } from "./self_monitoring.ts";
import { template } from "./template.ts";

/** Every dashboard by the name of its file in `provisioning/dashboards`. */
export function allDashboards(): ReadonlyMap<string, Dashboard> {
  return new Map([
    ["overview.json", overview()],
    ["patterns.json", patterns()],
    ["template.json", template()],
    ["anomalies.json", anomalies()],
    ["self_monitoring.json", selfMonitoring()],
  ]);
}

/** The file of a dashboard, as Grafana reads it. */
export function toJson(dashboard: Dashboard): string {
  return JSON.stringify(dashboard, null, 2) + "\n";
}
