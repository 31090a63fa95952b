import assert from "node:assert/strict";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { allDashboards } from "../../dashboards/generate.ts";
import { influxForTests } from "../../store/influx/testing/influx_for_tests.ts";
import type { Store } from "../../store/store.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { WINDOW_MS, writeHeartbeat } from "./demo_data.ts";
import { followLinks, type Target } from "./grafana/follow_link.ts";
import type { Frame } from "./grafana/frame.ts";
import { fillMacros } from "./grafana/interpolate.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { ALL, type RunQuery, selectVariables } from "./grafana/variables.ts";
import { walkDashboard } from "./walk.ts";

const BUCKET = "links";
const MINUTE = 60_000;
/** Names with what an address, a regular expression, a text of Flux or JSON has a meaning of its own for. */
const SOURCES = [
  "Q&A #1 100%+x.log",
  'it\'s "odd" (a+b) [c]/d.log',
  "/var/log/50%25;y=?.log",
  "a\\b|c $1 ${bucket}.log",
];
const ignore = !await needsInflux("tests/dashboards");
const influx = influxForTests({ ignore });

Deno.test({
  name: "every link leads to what was clicked, whatever is in its source's name",
  ignore,
  async fn() {
    const nowMs = Math.floor(Date.now() / MINUTE) * MINUTE;
    await using store = await influx.openStore({ bucket: BUCKET });
    for (const [i, source] of SOURCES.entries()) await writeSource(store, { source, nowMs, id: String(i) });
    const range = { fromMs: nowMs - 15 * MINUTE, toMs: nowMs, intervalMs: WINDOW_MS };
    const run = fluxOf(influx.server());
    const byUid = new Map([...allDashboards().values()].map((dashboard) => [dashboard.uid, dashboard]));
    const followed = new Map<string, Target>();
    for (const source of SOURCES) {
      for (const dashboard of allDashboards().values()) {
        const onPanel = (panel: Panel, frames: readonly Frame[]) => {
          for (const target of followLinks(panel, frames, keptBy(source))) followed.set(JSON.stringify(target), target);
        };
        await walkDashboard(dashboard, { run, range, picked: { bucket: BUCKET, source }, onPanel });
      }
    }
    assert.ok(followed.size >= 5 * SOURCES.length, `${followed.size} places`);
    for (const { uid, variables } of followed.values()) {
      const list = byUid.get(uid)!.templating.list ?? [];
      const said = Object.entries(variables).filter(([name, value]) =>
        value !== ALL && list.some((variable) => variable.name === name)
      );
      const ask: RunQuery = (flux) => run(fillMacros(flux, range));
      const opened = await selectVariables(list, { run: ask, picked: Object.fromEntries(said) });
      for (const [name, value] of said) assert.deepEqual(opened.get(name)?.values, [value], `${uid}: ${name}`);
    }
    const sources = new Set([...followed.values()].map(({ variables }) => variables.source));
    assert.deepEqual([...sources].filter((source) => source !== ALL).sort(), SOURCES.toSorted());
  },
});

/** The variables that links keep as they are. */
function keptBy(source: string) {
  const values = { bucket: BUCKET, source, api: "" };
  return new Map(Object.entries(values).map(([name, value]) => [name, { values: [value] }]));
}

/** Five minutes of a source with one message, of which there are more than usual at the end, and whose errors are told. */
async function writeSource(store: Store, { source, nowMs, id }: { source: string; nowMs: number; id: string }) {
  const starts = Array.from({ length: 5 * MINUTE / WINDOW_MS }, (_, i) => nowMs - 5 * MINUTE + i * WINDOW_MS);
  const template = "t1";
  const row = { source, id: template, text: `Saying of ${source}`, sample: "x", initial: false };
  await store.saveTemplates([{ ...row, firstSeenMs: nowMs - 4 * MINUTE, updatedMs: nowMs }]);
  const line = { source, host: "web", level: "error", template, mode: "live" } as const;
  const points = starts.map((slotMs) => ({ ...line, slotMs, count: 20 }));
  await store.writeCounters({ agent: source, number: 1, points, templates: [], samples: [] }, nowMs);
  const band = { source, actual: 20, expected: 2, lower: 0, upper: 6 };
  await store.saveBaselines(
    starts.flatMap((windowStartMs) => ["*", template].map((id) => ({ ...band, template: id, windowStartMs }))),
  );
  await writeHeartbeat(store, { source, firstLiveMs: starts[0], nowMs: Date.now() });
  const common = {
    source,
    startMs: nowMs - MINUTE,
    endMs: Date.now(),
    windowMs: WINDOW_MS,
    sample: "x",
    savedMs: nowMs,
  };
  const figures = { actual: 20, expected: 2, threshold: 6, score: 9, parent: null, label: null, text: "" };
  await store.saveAnomalies([
    {
      ...common,
      ...figures,
      id: `a${id}`,
      kind: "frequency",
      template: "*",
      title: `More in ${source}`,
      severity: "critical",
    },
    {
      ...common,
      ...figures,
      id: `b${id}`,
      kind: "pattern",
      template,
      title: `New in ${source}`,
      severity: "warning",
    },
  ]);
}
