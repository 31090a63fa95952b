import type { Judged } from "../../scoring/judge_incidents.ts";
import type { LabelledInterval } from "../../scoring/labelled_interval.ts";
import type { Backtest } from "../run_backtest.ts";
import { incidentTable } from "./incident_table.ts";
import { html, Markup } from "./markup.ts";
import { STYLE } from "./style.ts";
import { timelineChart } from "./timeline_chart.ts";

/** What a report shows besides what was found. */
export interface ReportOptions {
  /** Lines that sum it up. */
  readonly summary: readonly string[];
  readonly labels: readonly LabelledInterval[];
  /** What labels say of each incident, or null without labels. */
  readonly judged: readonly Judged[] | null;
}

/** Most incidents that the page lists; each is a few kilobytes. */
const MOST_LISTED = 2_000;

/** A backtest as a web page that needs no other file: each source's lines over time with incidents, then all incidents with what speaks for them. */
export function reportPage(backtest: Backtest, { summary, labels, judged }: ReportOptions): string {
  const listed = { ...backtest, incidents: backtest.incidents.slice(0, MOST_LISTED) };
  return html`
    <!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Backtest of ${backtest.sources.map(({ source }) => source).join(", ")}</title>
        <style>${new Markup(STYLE)}</style>
      </head>
      <body>
    <h1>Backtest</h1>
    ${summary.map((line) => html`<p>${line}</p>`)}
    <h2>Lines over time</h2>
    <p class="soft">Times are UTC. Bands are incidents in the colour of their severity${labels.length === 0
      ? ""
      : ", bars along the top are labels"}.</p>
    ${timelines(listed, labels)}
    <h2>Incidents</h2>
    ${notListed(backtest)}${incidentTable(listed.incidents, judged)}
      </body>
    </html>
  `.html;
}

function timelines({ sources, incidents, fromMs, toMs }: Backtest, labels: readonly LabelledInterval[]): Markup[] {
  if (fromMs === null || toMs === null) return [html`<p>No whole window was read.</p>`];
  const numbered = incidents.map((incident, i) => [i + 1, incident] as const);
  return sources.map((source) => timelineChart(source, { fromMs, toMs, incidents: numbered, labels }));
}

function notListed({ incidents }: Backtest): Markup | null {
  const rest = incidents.length - MOST_LISTED;
  return rest <= 0 ? null : html`<p>The first ${MOST_LISTED} are listed, ${rest} more are not.</p>`;
}
