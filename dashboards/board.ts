import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type AnnotationQuery,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  RowBuilder,
  type VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { FluxAnnotation } from "./annotations.ts";
import { DASHBOARD_TAG, dashboardMenu } from "./links.ts";

/** A dashboard as its own file describes it. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly annotations: readonly FluxAnnotation[];
  /** In reading order: each row fills 24 columns. */
  readonly rows: readonly BoardRow[];
}

/** Panels under a heading. */
export interface BoardRow {
  readonly title: string;
  readonly panels: readonly PanelDraft[];
}

/** A panel that still takes its number. */
export interface PanelDraft extends Builder<Panel> {
  id(id: number): this;
}

/** Of Grafana 10.4; the builder's own is older. */
const SCHEMA_VERSION = 39;

/** Lays out a dashboard and numbers its panels in reading order; newest data, renewed every five seconds. */
export function board({ uid, title, description, variables, annotations, rows }: Board): Dashboard {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([DASHBOARD_TAG])
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: "now-15m", to: "now" })
    .refresh("5s")
    .timezone("browser")
    .variables([...variables])
    .annotations(annotations.map((annotation) => ({ build: () => annotation as unknown as AnnotationQuery })))
    .link(dashboardMenu());
  let id = 0;
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title).id(++id));
    for (const panel of row.panels) builder.withPanel(panel.id(++id));
  }
  return { ...builder.build(), schemaVersion: SCHEMA_VERSION };
}
