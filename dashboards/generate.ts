import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { alertRules } from "./alerting/alert_rules.ts";
import { anomalies } from "./anomalies.ts";
import { overview } from "./overview.ts";
import { patterns } from "./patterns.ts";
import { selfMonitoring } from "./self_monitoring.ts";
import { template } from "./template.ts";
import { wall } from "./wall.ts";

/** Every dashboard by the name of its file in `provisioning/dashboards`. */
export function allDashboards(): ReadonlyMap<string, Dashboard> {
  return new Map([
    ["overview.json", overview()],
    ["patterns.json", patterns()],
    ["template.json", template()],
    ["anomalies.json", anomalies()],
    ["self_monitoring.json", selfMonitoring()],
    ["wall.json", wall()],
  ]);
}

/** Every generated file by its path in `provisioning`, as Grafana reads it. */
export function provisionedFiles(): ReadonlyMap<string, string> {
  const dashboards = [...allDashboards()].map(([name, dashboard]) =>
    [`dashboards/${name}`, JSON.stringify(dashboard, null, 2) + "\n"] as const
  );
  return new Map([...dashboards, ["alerting/logiq.yaml", alertRules({ isPaused: true })]]);
}
