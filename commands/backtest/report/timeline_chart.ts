import { formatFigure } from "../../../core/detection/figures/format_rate.ts";
import { formatUtc } from "../../../terminal/format_time.ts";
import type { FoundIncident } from "../found_incident.ts";
import type { LabelledInterval } from "../../scoring/labelled_interval.ts";
import type { BacktestSource } from "../run_backtest.ts";
import type { TimelineBin } from "../timeline.ts";
import { html, Markup } from "./markup.ts";

/** What is drawn over the lines of a source, and for which time. */
export interface ChartOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** Incidents with their numbers in the table. */
  readonly incidents: readonly (readonly [number: number, incident: FoundIncident])[];
  readonly labels: readonly LabelledInterval[];
}

const WIDTH = 1000, HEIGHT = 84;
/** Room above the lines, where labels are marked. */
const TOP = 10;
/** So wide is the shortest incident. */
const LEAST_WIDTH = 2;
const TICKS = 6;

/** The lines of a source over time, with the incidents that it takes part in, each a link to its row of the table. */
export function timelineChart({ source, timeline, stats }: BacktestSource, options: ChartOptions): Markup {
  const { fromMs, toMs, incidents, labels } = options;
  const x = (ms: number) => WIDTH * (Math.min(Math.max(ms, fromMs), toMs) - fromMs) / (toMs - fromMs);
  const most = Math.max(0, ...timeline.map(rateOf));
  const own = incidents.filter(([, { sources }]) => sources.includes(source));
  return html`
    <h3>${source} <span class="soft">${formatFigure(stats.read)} lines, ${formatFigure(most)}/s at most, ${own
      .length} ${own.length === 1 ? "incident" : "incidents"}</span></h3>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
      aria-label="Lines of ${source} over time">
    ${labels.map((label) => labelMark(label, x))}<path class="lines" d="${areaOf(timeline, { x, most })}"/>
    ${own.map(([number, incident]) => incidentMark(number, incident, x))}</svg>
    <div class="axis">${Array.from({ length: TICKS }, (_, i) => {
      return html`<span>${formatUtc(fromMs + (toMs - fromMs) * i / (TICKS - 1)).slice(0, 16)}</span>`;
    })}</div>
  `;
}

type Scale = (ms: number) => number;

function areaOf(timeline: readonly TimelineBin[], { x, most }: { readonly x: Scale; readonly most: number }): string {
  const steps = timeline.map((bin) => {
    const y = round(HEIGHT - (most === 0 ? 0 : (HEIGHT - TOP) * rateOf(bin) / most));
    return `L${round(x(bin.startMs))} ${y}H${round(x(bin.endMs))}`;
  });
  const [first] = timeline;
  return first === undefined ? "" : `M${round(x(first.startMs))} ${HEIGHT}${steps.join("")}V${HEIGHT}Z`;
}

function incidentMark(number: number, { anomaly }: FoundIncident, x: Scale): Markup {
  const { startMs, endMs, severity, title } = anomaly;
  const left = x(startMs), width = Math.max(LEAST_WIDTH, x(endMs) - left);
  return html`
    <a
      href="#incident-${number}"><title>${number}: ${title}</title><rect class="span ${severity}" x="${round(
        left,
      )}" y="0" width="${round(width)}" height="${HEIGHT}"/><rect class="${severity}" x="${round(
        left,
      )}" y="0" width="${LEAST_WIDTH}" height="${HEIGHT}"/></a>
  `;
}

function labelMark({ name, startMs, endMs }: LabelledInterval, x: Scale): Markup {
  const left = x(startMs);
  return html`
    <rect class="label" x="${round(left)}" y="0" width="${round(
      Math.max(LEAST_WIDTH, x(endMs) - left),
    )}" height="${TOP - 4}">
      <title>label: ${name}</title>
    </rect>
  `;
}

function rateOf({ startMs, endMs, lines }: TimelineBin): number {
  return lines / ((endMs - startMs) / 1000);
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
