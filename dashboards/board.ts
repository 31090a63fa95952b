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
import { DASHBOARD_TAG, dashboardMenu, DASHBOARDS, TITLES } from "./links.ts";

/** A dashboard as its own file describes it. */
export interface Board {
  readonly name: keyof typeof DASHBOARDS;
  readonly description: string;
  readonly variables: readonly Builder<VariableModel>[];
  /** Marks on the panels that `isMarked` says. @default none */
  readonly annotations?: readonly FluxAnnotation[];
  /** In reading order: each row fills 24 columns. */
  readonly rows: readonly BoardRow[];
}

/** Panels under a heading. */
export interface BoardRow {
  readonly title: string;
  readonly panels: readonly PanelDraft[];
  /** Whether the annotations are drawn on its panels. @default false */
  readonly isMarked?: boolean;
}

/** A panel that still takes its number. */
export interface PanelDraft extends Builder<Panel> {
  id(id: number): this;
}

/** Of Grafana 10.4; the builder's own is older. */
const SCHEMA_VERSION = 39;

/**
 * Lays out a dashboard and numbers its panels in reading order. It shows the newest data and is renewed as often as its range asks
 * for, which is Grafana's `auto`: a quarter of an hour every few seconds, a day every minute.
 */
export function board({ name, description, variables, annotations = [], rows }: Board): Dashboard {
  const builder = new DashboardBuilder(TITLES[name])
    .uid(DASHBOARDS[name])
    .description(description)
    .tags([DASHBOARD_TAG])
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: "now-15m", to: "now" })
    .refresh("auto")
    .timezone("browser")
    .variables([...variables])
    .links(dashboardMenu());
  const marked: number[] = [];
  let id = 0;
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title).id(++id));
    for (const panel of row.panels) {
      builder.withPanel(panel.id(++id));
      if (row.isMarked) marked.push(id);
    }
  }
  const filter = { exclude: false, ids: marked };
  builder.annotations(
    annotations.map((each) => ({ build: () => ({ ...each, filter }) as unknown as AnnotationQuery })),
  );
  return { ...builder.build(), schemaVersion: SCHEMA_VERSION };
}
