import type { IncidentView } from "../api/incidents/incident_view.ts";
import type { IncidentsPage } from "../api/incidents/incidents_page.ts";
import type { Viewer } from "./viewer.ts";

/** All incidents that a query selects, page by page, the oldest first. */
export async function allIncidents(
  viewer: Pick<Viewer, "get">,
  filter: Readonly<Record<string, string>>,
): Promise<IncidentView[]> {
  const given = Object.entries(filter).filter(([, value]) => value !== "");
  const incidents: IncidentView[] = [];
  for (let next: string | null = ""; next !== null;) {
    const query = new URLSearchParams([...given, ["limit", "1000"], ...(next === "" ? [] : [["before", next]])]);
    const page = await viewer.get(`/api/incidents?${query}`) as IncidentsPage;
    incidents.push(...page.incidents);
    next = page.next;
  }
  return incidents.reverse();
}
