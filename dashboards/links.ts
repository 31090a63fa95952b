import { DashboardLinkBuilder, DashboardLinkType } from "@grafana/grafana-foundation-sdk/dashboard";

/** Uids of the dashboards, which their addresses follow from. */
export const DASHBOARDS = {
  overview: "logiq-overview",
  patterns: "logiq-patterns",
  template: "logiq-template",
  anomalies: "logiq-anomalies",
  selfMonitoring: "logiq-itself",
  wall: "logiq-wall",
} as const;

/** Their titles, in the order of the menu. */
export const TITLES: Readonly<Record<keyof typeof DASHBOARDS, string>> = {
  overview: "Overview",
  patterns: "Patterns",
  template: "Template",
  anomalies: "Anomalies",
  selfMonitoring: "LogIQ itself",
  wall: "Wall",
};

/** A tag that all of them carry. */
export const DASHBOARD_TAG = "logiq";

/** What Grafana takes for all choices of a variable, in an address too. */
export const ALL = "$__all";

const SOURCE = "${__data.fields.source:percentencode}";
const TEMPLATE = "var-template=${__data.fields.template:percentencode}";

/** A variable that only some dashboards have; a link from one of them keeps it. */
export type KeptVariable = "api";

/** Address of the Template of the row under the mouse, in the row's source. */
export function templateAddress(): string {
  return address(DASHBOARDS.template, [`var-source=${SOURCE}`, TEMPLATE]);
}

/**
 * Address of what the row under the mouse is about: of the dashboard in its column `dashboard`, an Overview or a Template, with the row's source and template.
 * Grafana 10 empties a variable that a link to the same dashboard leaves out, so all variables of both are named.
 */
export function aboutAddress(kept: readonly KeptVariable[]): string {
  const own = [`var-source=${SOURCE}`, TEMPLATE, `var-shown=${SOURCE}`, `var-of=${SOURCE}`];
  return address("${__data.fields.dashboard}", [...own, ...kept.map(asItIs)]);
}

/** Address of the Overview with the traffic of the series under the mouse, all else as it is. */
export function shownAddress(): string {
  return address(DASHBOARDS.overview, [asItIs("source"), "var-shown=${__field.labels.source:percentencode}"]);
}

/** Address of the Anomalies with the messages of the incident under the mouse, all else as it is. */
export function incidentAddress(kept: readonly KeptVariable[]): string {
  const incident = "var-incident=${__data.fields.id:percentencode}";
  return address(DASHBOARDS.anomalies, [asItIs("source"), incident, ...kept.map(asItIs)]);
}

/** Of a dashboard of the same database and time range. */
function address(uid: string, parameters: readonly string[]): string {
  return `/d/${uid}?${[asItIs("bucket"), ...parameters, "${__url_time_range}"].join("&")}`;
}

function asItIs(variable: string): string {
  return `\${${variable}:queryparam}`;
}

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
