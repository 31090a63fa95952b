import { DashboardLinkBuilder, DashboardLinkType } from "@grafana/grafana-foundation-sdk/dashboard";

/** Uids of the dashboards, which their addresses follow from. */
export const DASHBOARDS = {
  overview: "logiq-overview",
  template: "logiq-template",
  anomalies: "logiq-anomalies",
  selfMonitoring: "logiq-itself",
} as const;

/** A tag that all of them carry. */
export const DASHBOARD_TAG = "logiq";

/**
 * Address of the dashboard `uid` for the row under the mouse: the same database and time range, the row's source and,
 * where it has a column `survivor`, its template.
 */
export function rowAddress(uid: string, { template = false } = {}): string {
  const source = "&var-source=${__data.fields.source:percentencode}";
  const survivor = template ? "&var-template=${__data.fields.survivor:percentencode}" : "";
  return `/d/${uid}?\${bucket:queryparam}${source}${survivor}&\${__url_time_range}`;
}

/** A menu of all LogIQ dashboards at the top of each; it keeps the time range and the variables. */
export function dashboardMenu(): DashboardLinkBuilder {
  return new DashboardLinkBuilder("LogIQ")
    .type(DashboardLinkType.Dashboards)
    .tags([DASHBOARD_TAG])
    .asDropdown(false)
    .keepTime(true)
    .includeVars(true);
}
