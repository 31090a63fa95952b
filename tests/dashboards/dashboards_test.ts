import assert from "node:assert/strict";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { allDashboards } from "../../dashboards/generate.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { type InfluxServer, startInflux } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { type Span, TEMPLATES, WAITING_SOURCE, writeDemoData } from "./demo_data.ts";
import type { Frame } from "./grafana/frame.ts";
import type { QueryRange } from "./grafana/interpolate.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { faultsInAll, panelsOf, walkDashboard } from "./walk.ts";

const BUCKET = "logiq";
const ignore = !await needsInflux("tests/dashboards");
let folder: string;
let server: InfluxServer;
let span: Span;

Deno.test.beforeAll(async () => {
  if (ignore) return;
  folder = await Deno.makeTempDir();
  server = await startInflux({ folder });
  await using store = await openInfluxStore({ ...server, bucket: BUCKET, retentionMs: 30 * 86_400_000 });
  span = await writeDemoData(store, Date.now());
  await using _empty = await openInfluxStore({ ...server, bucket: "nothing", retentionMs: 30 * 86_400_000 });
});

Deno.test.afterAll(async () => {
  if (ignore) return;
  await server.stop();
  await Deno.remove(folder, { recursive: true });
});

for (const [file, dashboard] of allDashboards()) {
  Deno.test({
    name: `every panel and annotation of ${file} shows what a demo has left`,
    ignore,
    async fn() {
      // A template other than the overflow's has no overflow anomaly, so that dashboard is opened for both.
      const visits: Record<string, string>[] = file === "template.json"
        ? [{ template: TEMPLATES.fresh }, { template: TEMPLATES.overflow }]
        : [{ source: "demo.log" }];
      const all = visits.map((picked) => ({ run, range: theDemo(), picked: { ...picked, bucket: BUCKET } }));
      assert.deepEqual(await faultsInAll(dashboard, all), []);
      const { panels, annotations } = await walkDashboard(dashboard, all[0]);
      assert.deepEqual({ panels, annotations }, { panels: panelsOf(dashboard).length, annotations: 3 });
    },
  });
}

Deno.test({
  name: "walkDashboard() finds every panel at fault where there is no data, and every query valid all the same",
  ignore,
  async fn() {
    for (const [file, dashboard] of allDashboards()) {
      const { panels, faults } = await walkDashboard(withoutChoices(dashboard), { run, range: theDemo() });
      const atFault = new Set(faults.map((fault) => fault.split(":")[0]));
      // Counts of anomalies are 0, not nothing.
      const shown = file === "overview.json" ? 1 : 0;
      assert.equal(atFault.size, panels - shown + 3, `${file}: ${faults.join("; ")}`);
    }
  },
});

Deno.test({
  name: "every query is valid over a day too, with points of minutes",
  ignore,
  async fn() {
    const range = { fromMs: span.toMs - 86_400_000, toMs: span.toMs, intervalMs: 120_000 };
    for (const [file, dashboard] of allDashboards()) {
      const picked: Record<string, string> = { bucket: BUCKET };
      if (file === "template.json") picked.template = TEMPLATES.survivor;
      const { faults } = await walkDashboard(dashboard, { run, range, picked });
      assert.deepEqual(faults.filter((fault) => /ascending|one table/.test(fault)), [], file);
    }
  },
});

Deno.test({
  name: "a template's dashboard counts the lines of the template that it replaced as its own",
  ignore,
  async fn() {
    const { frames } = await openTemplate(TEMPLATES.survivor);
    const lines = columnOf(frames.get("Template")!, "lines");
    // 120 slots of 40 lines and now and then one or two more, twelve of them ten times as many.
    assert.deepEqual(lines, [120 * 40 + 12 * 9 * 40 + 120]);
    assert.deepEqual(columnOf(frames.get("Lineage")!, "became").sort(), [
      TEMPLATES.ancestor,
      TEMPLATES.survivor,
      "in use",
    ]);
    const rates = columnOf(frames.get("Rate")!, "actual").filter((rate) => Number(rate) > 0);
    assert.equal(rates.length, 60);
  },
});

Deno.test({
  name: "the rate of a source is shown per second, and its band with it",
  ignore,
  async fn() {
    const { frames } = await open("overview.json", { source: "demo.log" });
    const traffic = frames.get("Traffic of ${source}")!;
    assert.equal(Math.max(...columnOf(traffic, "actual").map(Number)), 1_001);
    assert.deepEqual(new Set(columnOf(traffic, "upper").filter((value) => value !== null)), new Set([120]));
  },
});

Deno.test({
  name: "the label of an anomaly, its rates, its duration and how soon it was called are in the list",
  ignore,
  async fn() {
    const { frames } = await open("anomalies.json");
    const list = frames.get("Anomalies")!;
    const at = columnOf(list, "kind").indexOf("frequency");
    const row = Object.fromEntries(list[0].fields.map(({ name, values }) => [name, values[at]]));
    const { actual, expected, threshold, duration_ms, latency_ms, label, dashboard } = row;
    assert.deepEqual(
      { actual, expected, threshold, duration_ms, latency_ms, label, dashboard },
      {
        actual: 1_006,
        expected: 100,
        threshold: 120,
        duration_ms: 12_000,
        latency_ms: 120,
        label: "true",
        dashboard: "logiq-overview",
      },
    );
  },
});

Deno.test({
  name: "a source is waiting for lines, learning or watching",
  ignore,
  async fn() {
    const { frames } = await open("overview.json");
    const learning = frames.get("Learning")!;
    assert.deepEqual(columnOf(learning, "source"), [WAITING_SOURCE, "demo.log"]);
    assert.deepEqual(columnOf(learning, "state"), ["waiting for lines", "watching"]);
    assert.deepEqual(columnOf(learning, "windows"), [0, 30]);
    assert.deepEqual(columnOf(learning, "templates"), [1, 4]);
  },
});

Deno.test({
  name: "a source is chosen by its exact name, whatever is in it",
  ignore,
  async fn() {
    const { frames } = await open("overview.json", { source: WAITING_SOURCE });
    assert.deepEqual(columnOf(frames.get("Learning")!, "source"), [WAITING_SOURCE]);
  },
});

function theDemo(): QueryRange {
  return { fromMs: span.fromMs - 60_000, toMs: span.toMs, intervalMs: 2_000 };
}

async function open(file: string, picked: Record<string, string> = {}) {
  const frames = new Map<string, readonly Frame[]>();
  const dashboard = allDashboards().get(file)!;
  const onPanel = (title: string, shown: readonly Frame[]) => void frames.set(title, shown);
  await walkDashboard(dashboard, { run, range: theDemo(), picked: { ...picked, bucket: BUCKET }, onPanel });
  return { frames };
}

function openTemplate(template: string) {
  return open("template.json", { template });
}

function columnOf(frames: readonly Frame[], name: string): unknown[] {
  return frames.flatMap(({ fields }) => fields.filter((field) => field.name === name).flatMap(({ values }) => values));
}

function run(flux: string): Promise<Frame[]> {
  return fluxOf(server)(flux);
}

/** The dashboard on an empty database: its variables have no choice there, so they hold what a user could have left in them. */
function withoutChoices(dashboard: Dashboard): Dashboard {
  const values: Record<string, string> = { bucket: "nothing", windowMs: "2000" };
  const list = (dashboard.templating.list ?? []).map((variable) => ({
    ...variable,
    query: `import "array"\narray.from(rows: [{_value: "${values[variable.name] ?? "none"}"}])`,
    regex: "",
  }));
  return { ...dashboard, templating: { list } };
}
