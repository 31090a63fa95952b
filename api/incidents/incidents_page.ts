import type { IncidentView } from "./incident_view.ts";

/** A page of incidents, the newest first. */
export interface IncidentsPage {
  readonly incidents: readonly IncidentView[];
  /** What `before` has to be for the next page; null on the last one. */
  readonly next: string | null;
}

/** The page that follows the incident `before` (the first page without it): the newest first, of those of one time the largest id. */
export function pageOf(
  incidents: readonly IncidentView[],
  { limit, before }: { readonly limit: number; readonly before?: string },
): IncidentsPage {
  const left = incidents.filter((incident) => before === undefined || placeOf(incident) < before).sort(newestFirst);
  const shown = left.slice(0, limit);
  const last = shown.at(-1);
  return { incidents: shown, next: left.length > shown.length && last !== undefined ? placeOf(last) : null };
}

function newestFirst(a: IncidentView, b: IncidentView): number {
  return placeOf(a) < placeOf(b) ? 1 : -1;
}

function placeOf({ time, id }: IncidentView): string {
  return `${time}_${id}`;
}
