import { stringify } from "yaml";
import { DATA_SOURCE } from "../data_source.ts";
import { behindDetectors, criticalAnomalies, silentAgents } from "./alert_queries.ts";

/** An alert rule, apart from what all of them share. */
interface Rule {
  readonly uid: string;
  readonly title: string;
  /** Flux whose answer is one table with a number: a row per alert, its texts are the alert's labels. */
  readonly query: string;
  /** Above it the rule fires. */
  readonly above: number;
  /** For how long it has to be above. */
  readonly pending: string;
  readonly severity: "critical" | "warning";
  readonly summary: string;
}

// {{ .Labels.x }} and not {{ $labels.x }}: provisioning would take a word after a dollar sign for an environment variable.
const RULES: readonly Rule[] = [
  {
    uid: "logiq-critical-anomaly",
    title: "LogIQ: a critical anomaly is open",
    query: criticalAnomalies(),
    above: 0,
    pending: "0s",
    severity: "critical",
    summary: "Critical anomaly in {{ .Labels.source }}: {{ .Labels.kind }}",
  },
  {
    uid: "logiq-agent-silent",
    title: "LogIQ: an agent is silent",
    query: silentAgents(),
    above: 60,
    pending: "0s",
    severity: "warning",
    summary:
      "The agent of {{ .Labels.source }} on {{ .Labels.host }} was not heard for a minute: its lines are not counted",
  },
  {
    uid: "logiq-detector-behind",
    title: "LogIQ: the detector is behind",
    query: behindDetectors(),
    above: 60,
    pending: "1m",
    severity: "warning",
    summary: "The newest evaluated window of {{ .Labels.source }} is more than a minute old: nothing is called",
  },
];

/**
 * The alert rules as Grafana's provisioning reads them, of the LogIQ in the data source's own bucket.
 *
 * @param isPaused as they are delivered: nobody is alerted until somebody wants to be.
 * @see https://grafana.com/docs/grafana/v10.4/alerting/set-up/provision-alerting-resources/file-provisioning/
 */
export function alertRules({ isPaused }: { readonly isPaused: boolean }): string {
  const head = isPaused
    ? `# Alert rules, switched off: "deno task dashboards --alerts FOLDER" writes them switched on.`
    : "# Alert rules, switched on.";
  const group = { orgId: 1, name: "LogIQ", folder: "LogIQ alerts", interval: "1m" };
  const rules = RULES.map((rule) => provisioned(rule, isPaused));
  return `${head}\n${stringify({ apiVersion: 1, groups: [{ ...group, rules }] }, { lineWidth: 0 })}`;
}

function provisioned({ uid, title, query, above, pending, severity, summary }: Rule, isPaused: boolean) {
  return {
    uid,
    title,
    condition: "B",
    data: [
      {
        refId: "A",
        relativeTimeRange: { from: 3_600, to: 0 },
        datasourceUid: DATA_SOURCE.uid,
        model: { refId: "A", query, intervalMs: 60_000, maxDataPoints: 100 },
      },
      {
        refId: "B",
        relativeTimeRange: { from: 0, to: 0 },
        datasourceUid: "__expr__",
        model: {
          refId: "B",
          type: "threshold",
          expression: "A",
          datasource: { type: "__expr__", uid: "__expr__" },
          conditions: [{ evaluator: { type: "gt", params: [above] } }],
        },
      },
    ],
    noDataState: "OK",
    execErrState: "Error",
    for: pending,
    annotations: { summary },
    labels: { severity },
    isPaused,
  };
}
