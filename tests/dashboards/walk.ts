import type { Dashboard, Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { FluxAnnotation } from "../../dashboards/annotations.ts";
import { annotationFaults, panelFaults } from "./faults.ts";
import type { Frame } from "./grafana/frame.ts";
import { fillMacros, interpolateVariables, type QueryRange, type Selection } from "./grafana/interpolate.ts";
import { type RunQuery, selectVariables } from "./grafana/variables.ts";

/** How a dashboard is opened. */
export interface Visit {
  /** Runs a query that is filled in entirely. */
  readonly run: RunQuery;
  readonly range: QueryRange;
  /** Values of variables in the dashboard's address. */
  readonly picked?: Readonly<Record<string, string>>;
  /** Called with what each panel got. */
  readonly onPanel?: (panel: Panel, frames: readonly Frame[]) => void;
}

/** What a walk through a dashboard met. */
export interface Walk {
  readonly panels: number;
  readonly annotations: number;
  /** What its variables were set to. */
  readonly variables: ReadonlyMap<string, Selection>;
  /** A sentence for each panel or annotation that would not show what it should. */
  readonly faults: readonly string[];
}

/** Opens a dashboard as Grafana does: its variables, then the queries of every panel and annotation. */
export async function walkDashboard(dashboard: Dashboard, { run, range, picked, onPanel }: Visit): Promise<Walk> {
  const ask: RunQuery = (flux) => run(fillMacros(flux, range));
  const variables = await selectVariables(dashboard.templating.list ?? [], { run: ask, picked });
  const panels = panelsOf(dashboard);
  const annotations = (dashboard.annotations.list ?? []) as unknown as FluxAnnotation[];
  const faults: string[] = [];
  for (const panel of panels) {
    const frames = (await Promise.all(queriesOf(panel).map((query) => ask(complete(query, variables))))).flat();
    onPanel?.(panel, frames);
    faults.push(...panelFaults(panel, frames).map((fault) => `Panel "${panel.title}": ${fault}`));
  }
  for (const annotation of annotations) {
    const frames = await ask(complete(annotation.target.query, variables));
    faults.push(...annotationFaults(annotation, frames).map((fault) => `Annotation "${annotation.name}": ${fault}`));
  }
  return { panels: panels.length, annotations: annotations.length, variables, faults };
}

/**
 * Opens a dashboard several ways, and gives the faults that it has in each: a template with a band need not have anomalies, one
 * with anomalies need not have a band, but each panel has to show something somewhere.
 */
export async function faultsInAll(dashboard: Dashboard, visits: readonly Visit[]): Promise<string[]> {
  const walks = await Promise.all(visits.map((visit) => walkDashboard(dashboard, visit)));
  const [first, ...others] = walks.map(({ faults }) => faults);
  return first.filter((fault) => others.every((faults) => faults.includes(fault)));
}

/** All panels of a dashboard that ask for something. */
export function panelsOf({ panels = [] }: Dashboard): Panel[] {
  return panels.flatMap((panel) => isRow(panel) ? panel.panels : [panel]);
}

function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === "row";
}

function queriesOf({ targets = [] }: Panel): string[] {
  return targets.map((target) => (target as unknown as { query: string }).query);
}

function complete(query: string, variables: Map<string, Selection>): string {
  const filled = interpolateVariables(query, variables);
  const left = filled.match(/\$\{[^}]*\}/);
  if (left) throw new Error(`Cannot run a query with "${left[0]}": expected a variable of the dashboard`);
  return filled;
}
