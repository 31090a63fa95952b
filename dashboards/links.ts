import { DashboardLinkBuilder, DashboardLinkType } from "@grafana/grafana-foundation-sdk/dashboard";

/** Uids of the dashboards, which their addresses follow from. */
export const DASHBOARDS = {
  overview: "logiq-overview",
  patterns: "logiq-patterns",
  template: "logiq-template",
  anomalies: "logiq-anomalies",
  selfMonitoring: "logiq-itself",
} as const;

/** Their titles, in the order of the menu. */
export const TITLES: Readonly<Record<keyof typeof DASHBOARDS, string>> = {
  overview: "Overview",
  patterns: "Patterns",
  template: "Template",
  anomalies: "Anomalies",
  selfMonitoring: "LogIQ itself",
};

/** A tag that all of them carry. */
export const DASHBOARD_TAG = "logiq";

/**
 * Address of the dashboard `uid` for the row under the mouse: the same database and time range, the row's source and,
 * where it has a column `template`, that template.
 */
export function rowAddress(uid: string, { template = false } = {}): string {
  const source = "&var-source=${__data.fields.source:percentencode}";
  const chosen = template ? "&var-template=${__data.fields.template:percentencode}" : "";
  return `/d/${uid}?\${bucket:queryparam}${source}${chosen}&\${__url_time_range}`;
}

/** Address of the Overview with the traffic of the series under the mouse, all else as it is. */
export function shownAddress(): string {
  const shown = "&var-shown=${__field.labels.source:percentencode}";
  return `/d/${DASHBOARDS.overview}?\${bucket:queryparam}&\${source:queryparam}${shown}&\${__url_time_range}`;
}

/** Address of the Anomalies with the messages of the incident under the mouse, all else as it is. */
export const INCIDENT_ADDRESS =
  `/d/${DASHBOARDS.anomalies}?\${bucket:queryparam}&\${source:queryparam}&var-incident=\${__data.fields.id:percentencode}&\${__url_time_range}`;

/** Address of the api's page on which the anomaly under the mouse is labelled. */
export const LABEL_ADDRESS = "${api:raw}/anomalies/${__data.fields.id:percentencode}/label";

/** A menu of all LogIQ dashboards at the top of each; it keeps the time range and the variables. */
export function dashboardMenu(): DashboardLinkBuilder[] {
  return Object.entries(TITLES).map(([key, title]) =>
    new DashboardLinkBuilder(title)
      .type(DashboardLinkType.Link)
      .url(`/d/${DASHBOARDS[key as keyof typeof DASHBOARDS]}`)
      .icon("dashboard")
      .keepTime(true)
      .includeVars(true)
  );
}
