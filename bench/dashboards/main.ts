/**
 * What Grafana's dashboards ask of InfluxDB: how long each panel's queries take over a day, and which share of a core one viewer costs
 * who keeps the Overview open at a quarter of an hour.
 *
 * `deno task bench dashboards [--sources N] [--templates N] [--hours N] [--before N] [--seconds N]`. Needs an influxd (`deno task services`).
 */
import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { Command } from "commander";
import { join } from "node:path";
import { allDashboards } from "../../dashboards/generate.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { fluxOf } from "../../tests/dashboards/grafana/run_flux.ts";
import { panelsOf, walkDashboard } from "../../tests/dashboards/walk.ts";
import { type InfluxServer, startInflux } from "../../tools/services/influx_server.ts";
import { count, quantile } from "../figures.ts";
import { inTemporaryFolder } from "../parts.ts";
import { processUsage } from "../pipeline/process_usage.ts";
import { runBench, wholeNumber } from "../run_bench.ts";
import { fillDay, WINDOW_MS } from "./fill_day.ts";

interface Options {
  readonly sources: number;
  readonly templates: number;
  readonly hours: number;
  readonly before: number;
  readonly seconds: number;
}

const BUCKET = "bench";
/** A wide panel on a large screen, and a state timeline. */
const POINTS = { chart: 1_600, timeline: 120 };
const ROUNDS = 5;
/** What compose.yaml sets as the shortest refresh, which `auto` comes to at a quarter of an hour. */
const REFRESH_MS = 10_000;
const QUARTER_HOUR_MS = 900_000;
const SETTLED_MS = 600_000;

if (import.meta.main) {
  const command = new Command("dashboards")
    .description("how long the dashboards' queries take in InfluxDB, and what one viewer costs")
    .option("--sources <n>", "sources", wholeNumber, 2)
    .option("--templates <n>", "templates of each source", wholeNumber, 40)
    .option("--hours <n>", "hours of data, and of the visible range", wholeNumber, 24)
    .option("--before <n>", "hours of data before these", wholeNumber, 0)
    .option("--seconds <n>", "for how long the viewer looks", wholeNumber, 60);
  await runBench(command, (signal) => inTemporaryFolder((folder) => bench(folder, command.opts<Options>(), signal)));
}

async function* bench(
  folder: string,
  { sources, templates, hours, before, seconds }: Options,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const server = await startInflux({ folder: join(folder, "influxdb") });
  try {
    await using store = await openInfluxStore({ ...server, bucket: BUCKET, retentionMs: 30 * 86_400_000 });
    const { toMs } = await fillDay(store, { sources, templates, hours: before + hours, nowMs: Date.now() });
    // What is written at once came late, so the sums are made by a clock that is ahead.
    await store.sumCounters(Date.now() + SETTLED_MS);
    yield `${sources} sources of ${templates} templates, ${hours} h, ${before} h before`;
    for (const [file, dashboard] of allDashboards()) {
      for (const panel of panelsOf(dashboard)) {
        if (signal.aborted) return;
        const rangeMs = hours * 3_600_000;
        const { times, cpuMs } = await timesOf(server, { dashboard, panel, toMs, rangeMs });
        const clock = `${count(quantile(times, 0.5))} ms, ${count(Math.max(...times))} at most`;
        yield `${file} "${panel.title}": ${clock}, ${count(cpuMs)} of a core`;
      }
    }
    yield await viewer(server, { toMs, seconds });
  } finally {
    await server.stop();
  }
}

interface Look {
  readonly dashboard: Dashboard;
  readonly panel: Panel;
  readonly toMs: number;
  readonly rangeMs: number;
}

/** How long the panel's queries take one after another by the clock, several times, and of a core each time, milliseconds. */
async function timesOf(
  server: InfluxServer,
  look: Look,
): Promise<{ readonly times: number[]; readonly cpuMs: number }> {
  const queries = await queriesOf(server, { ...look, dashboard: { ...look.dashboard, annotations: { list: [] } } });
  const times: number[] = [];
  const before = await processUsage(server.pid());
  for (let round = 0; round < ROUNDS; round++) {
    const startMs = performance.now();
    for (const query of queries) await fluxOf(server)(query);
    times.push(performance.now() - startMs);
  }
  const { cpuSeconds } = await processUsage(server.pid());
  return { times, cpuMs: (cpuSeconds - before.cpuSeconds) * 1000 / ROUNDS };
}

/** What the panel and the annotations ask, filled in as Grafana does. */
async function queriesOf(server: InfluxServer, { dashboard, panel, toMs, rangeMs }: Look): Promise<string[]> {
  const asked: string[] = [];
  const points = panel.type === "state-timeline" ? POINTS.timeline : POINTS.chart;
  const leastMs = Number.parseFloat(panel.interval ?? "2s") * 1000;
  const intervalMs = Math.max(leastMs, Math.ceil(rangeMs / points / WINDOW_MS) * WINDOW_MS);
  await walkDashboard({ ...dashboard, panels: [panel] }, {
    run: (flux) => {
      asked.push(flux);
      return fluxOf(server)(flux);
    },
    range: { fromMs: toMs - rangeMs, toMs, intervalMs, defaultBucket: BUCKET },
  });
  const variables = (dashboard.templating.list ?? []).filter(({ type }) => type === "query").length;
  return asked.slice(variables);
}

/** Opens the Overview again and again, and says which share of a core that costs influxd. */
async function viewer(server: InfluxServer, { toMs, seconds }: { toMs: number; seconds: number }): Promise<string> {
  const dashboard = allDashboards().get("overview.json")!;
  const looks = panelsOf(dashboard).map((panel) => ({ dashboard, panel, toMs, rangeMs: QUARTER_HOUR_MS }));
  // Each panel's look asks for the annotations too; once is what Grafana does.
  const queries = new Set((await Promise.all(looks.map((look) => queriesOf(server, look)))).flat());
  const idle = await shareOf(server, seconds, () => Promise.resolve());
  const busy = await shareOf(server, seconds, async () => {
    await Promise.all([...queries].map((query) => fluxOf(server)(query)));
  });
  const shares = `${busy.toFixed(3)} of a core, ${idle.toFixed(3)} without a viewer`;
  return `one viewer of the Overview at 15 minutes, ${queries.size} queries every ${REFRESH_MS / 1000} s: ${shares}`;
}

async function shareOf(server: InfluxServer, seconds: number, look: () => Promise<void>): Promise<number> {
  const before = await processUsage(server.pid());
  const startMs = performance.now();
  for (let nextMs = 0; nextMs < seconds * 1000; nextMs += REFRESH_MS) {
    await look();
    const waitMs = startMs + nextMs + REFRESH_MS - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
  }
  const { cpuSeconds } = await processUsage(server.pid());
  return (cpuSeconds - before.cpuSeconds) * 1000 / (performance.now() - startMs);
}
