import { type Anomaly, ANOMALY_KINDS } from "../../core/detection/anomaly.ts";
import type { Clock } from "../../core/clock.ts";
import { SEVERITIES } from "../../core/severity.ts";
import type { AnomalyStore } from "../../store/ports/anomalies.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";
import { type IncidentView, incidentViews } from "../incidents/incident_view.ts";
import { pageOf } from "../incidents/incidents_page.ts";
import { queryChoice } from "../query_choice.ts";
import { RequestError } from "../request_error.ts";
import type { Route } from "../route.ts";
import { timeRange } from "../time_parameter.ts";
import { seriesKey } from "../../core/series_key.ts";

/** What the routes of incidents read. */
export interface IncidentsOptions {
  readonly store: AnomalyStore & TemplateStore;
  readonly clock: Clock;
}

const DEFAULT_LIMIT = 100;
const MOST = 1_000;

/**
 * `GET /api/incidents?source&kind&severity&open&from&to&limit&before`: `{ incidents, next }`, the newest first. `source` and `kind` are those
 * of any member, `open` is `true` or `false`; `before` is the `next` of the page before, `limit` 100 where it is left out, at most 1,000.
 * `GET /api/incidents/:id`: one of them; 404 for an unknown id.
 */
export function incidentRoutes(options: IncidentsOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/api/incidents",
      access: "reading",
      async handle({ query }) {
        const isWanted = filterOf(query);
        const limit = limitOf(query);
        const anomalies = await options.store.anomalies(timeRange(query, options.clock.now()));
        const all = await viewsOf(anomalies, options);
        return Response.json(pageOf(all.filter(isWanted), { limit, before: query.get("before") || undefined }));
      },
    },
    {
      method: "GET",
      path: "/api/incidents/:id",
      access: "reading",
      async handle({ params: { id = "" } }) {
        const [found] = await viewsOf(await options.store.anomalyWithDetails(id), options);
        if (found !== undefined) return Response.json(found);
        throw new RequestError(404, `Cannot find incident "${id}": expected the id of one in this api's own store`);
      },
    },
  ];
}

async function viewsOf(anomalies: readonly Anomaly[], { store, clock }: IncidentsOptions): Promise<IncidentView[]> {
  const needing = anomalies.filter(({ template, incident }) => incident === undefined && template !== "*");
  const sources = [...new Set(needing.map(({ source }) => source))];
  const rows = (await Promise.all(sources.map((source) => store.templates({ source })))).flat();
  const texts = new Map(rows.map(({ source, id, text }) => [seriesKey(source, id), text]));
  const textOf = (source: string, template: string) => texts.get(seriesKey(source, template)) ?? "";
  return incidentViews(anomalies, { nowMs: clock.now(), textOf });
}

function filterOf(query: URLSearchParams): (incident: IncidentView) => boolean {
  const source = query.get("source") || undefined;
  const kind = queryChoice(query, "kind", ANOMALY_KINDS);
  const severity = queryChoice(query, "severity", SEVERITIES);
  const open = queryChoice(query, "open", ["true", "false"]);
  return (incident) =>
    (source === undefined || incident.sources.includes(source)) &&
    (kind === undefined || incident.kind === kind || incident.members.some((member) => member.kind === kind)) &&
    (severity === undefined || incident.severity === severity) &&
    (open === undefined || String(incident.open) === open);
}

function limitOf(query: URLSearchParams): number {
  const text = query.get("limit") || String(DEFAULT_LIMIT);
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw new RequestError(400, `Cannot list "${text}" incidents: expected a limit from 1 to ${MOST}`);
}
