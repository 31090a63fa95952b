import assert from "node:assert/strict";
import type { Dashboard, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { parse } from "yaml";
import { alertRules } from "../../dashboards/alerting/alert_rules.ts";
import { regionColumn } from "../../dashboards/flux/regions.ts";
import { allDashboards } from "../../dashboards/generate.ts";
import { SEVERITY_LOOKS } from "../../dashboards/severities.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { influxForTests } from "../../store/influx/testing/influx_for_tests.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import {
  CALM_SOURCE,
  DEMO_KINDS,
  type Span,
  TEMPLATES,
  WAITING_SOURCE,
  writeDemoData,
  writeHeartbeat,
} from "./demo_data.ts";
import { faultsOfKinds } from "./faults.ts";
import type { Frame } from "./grafana/frame.ts";
import { writeRareMessages, writeSharedMessages } from "./rare_messages.ts";
import { fillMacros, type QueryRange } from "./grafana/interpolate.ts";
import { shownColumns } from "./grafana/organize.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { faultsInAll, panelsOf, walkDashboard } from "./walk.ts";

const BUCKET = "logiq";
/** Holds what the demo left 20 minutes ago. */
const DEAD = "dead";
const TRAFFIC = "Traffic of ${shown}";
const PIPELINE = "Sources and their agents";
const ignore = !await needsInflux("tests/dashboards");
const influx = influxForTests({ ignore });
let span: Span;

Deno.test.beforeAll(async () => {
  if (ignore) return;
  await using store = await openInfluxStore({ ...influx.server(), bucket: BUCKET, retentionMs: 30 * 86_400_000 });
  span = await writeDemoData(store, Date.now());
  await using dead = await openInfluxStore({ ...influx.server(), bucket: DEAD, retentionMs: 30 * 86_400_000 });
  await writeDemoData(dead, Date.now() - 20 * 60_000);
  await using _empty = await openInfluxStore({ ...influx.server(), bucket: "nothing", retentionMs: 30 * 86_400_000 });
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
      assert.deepEqual(faultsOfKinds(await faultsInAll(dashboard, all), DEMO_KINDS), []);
      const { panels } = await walkDashboard(dashboard, all[0]);
      assert.equal(panels, panelsOf(dashboard).length);
    },
  });
}

Deno.test({
  name: "walkDashboard() finds every panel at fault where there is no data, and every query valid all the same",
  ignore,
  async fn() {
    for (const [file, dashboard] of allDashboards()) {
      const onPanel = ({ title }: Panel, frames: readonly Frame[]) => {
        if (title === "Right now") assert.match(columnOf(frames, "sentence").join(), /^nothing is watched/);
      };
      const visit = { run, range: theDemo(), onPanel };
      const { panels, annotations, faults } = await walkDashboard(withoutChoices(dashboard), visit);
      const atFault = new Set(faults.map((fault) => fault.split(":")[0]));
      // Counts of anomalies and of sources are 0, not nothing, and that nothing is watched is said.
      const shown = ["overview.json", "wall.json"].includes(file) ? 3 : 0;
      assert.equal(atFault.size, panels - shown + annotations, `${file}: ${faults.join("; ")}`);
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
  name: "tables have their columns in the order that is meant, whatever order the answer has them in",
  ignore,
  async fn() {
    assert.deepEqual(await columnsOf("overview.json", "What is wrong"), [
      "State",
      "What happened",
      "Since",
      "Severity",
      "Messages",
    ]);
    assert.deepEqual(await columnsOf("overview.json", "What changed"), [
      "Change",
      "Template",
      "Times",
      "Source",
      "Chance: 1 in",
      "Lines",
      "Expected",
    ]);
    assert.deepEqual(await columnsOf("patterns.json", "Templates"), [
      "New",
      "Template",
      "Lines",
      "Course",
      "Level",
      "Last seen",
      "First seen",
      "Source",
    ]);
    assert.deepEqual((await columnsOf("anomalies.json", "Anomalies")).slice(0, 3), ["State", "What happened", "Since"]);
  },
});

Deno.test({
  name: "of two sources the one that is anomalous is shown first, and the other's chart has no region and no mark",
  ignore,
  async fn() {
    const opened = await open("overview.json");
    assert.deepEqual(opened.variables.get("shown")?.values, ["demo.log"]);
    const regions = columnOf(opened.frames.get(TRAFFIC)!, regionColumn("frequency"));
    assert.deepEqual(regions.filter((value) => value !== null), [1, 0]);
    const calm = await open("overview.json", { shown: CALM_SOURCE });
    const fields = calm.frames.get(TRAFFIC)!.flatMap(({ fields }) => fields.map(({ name }) => name));
    assert.ok(fields.includes("actual"));
    assert.ok(!fields.includes(regionColumn("frequency")), fields.join());
    const unmarked = calm.faults.filter((fault) => /^Annotation/.test(fault));
    assert.equal(unmarked.length, SEVERITY_LOOKS.length, "marks of another source");
  },
});

Deno.test({
  name: "a source's row in the timeline is anomalous where it was, not watched before and normal elsewhere",
  ignore,
  async fn() {
    const { frames } = await open("overview.json");
    const states = frames.get("Sources over time")!;
    const of = (source: string) =>
      new Set(
        states.flatMap(({ fields }) => fields).filter(({ labels }) => labels.source === source).flatMap((
          { type, values },
        ) => type === "string" ? values : []),
      );
    assert.deepEqual(of(CALM_SOURCE), new Set(["not watched", "normal"]));
    assert.deepEqual(of("demo.log"), new Set(["not watched", "learning", "normal", "frequency"]));
  },
});

Deno.test({
  name: "an anomaly that has ended is not open, one that lasts to the newest window is",
  ignore,
  async fn() {
    const { frames } = await openAlive("open");
    const states = columnOf(frames.get("What is wrong")!, "state").map(String);
    assert.ok(states.length === 3 && states.every((state) => /^open \d\d s$/.test(state)), states.join());
    const countsOf = (shown: typeof frames) =>
      ["critical", "warning", "info"].flatMap((name) => columnOf(shown.get("Open anomalies")!, name));
    assert.deepEqual(countsOf(frames), [1, 1, 1]);
    assert.deepEqual(columnOf(frames.get("What is wrong")!, "severity"), ["critical", "warning", "info"]);
    const past = { fromMs: span.fromMs - 7_200_000, toMs: span.fromMs - 3_600_000, intervalMs: 10_000 };
    const before = (await open("overview.json", { bucket: "open" }, past)).frames;
    assert.deepEqual(countsOf(before), [1, 1, 1], "whatever one looks at");
    const said = columnOf(before.get("Right now")!, "sentence").map(String);
    assert.ok(said.some((sentence) => sentence.startsWith("critical: ")), said.join());
    assert.deepEqual(columnOf(before.get("What is wrong")!, "state"), []);
  },
});

Deno.test({
  name: "a pipeline that died is red by itself, however healthy its last words were",
  ignore,
  async fn() {
    const live = await openAlive("alive");
    assert.deepEqual(columnOf(live.frames.get(PIPELINE)!, "state"), ["watching", "watching"]);
    assert.deepEqual([
      ...columnOf(live.frames.get("Sources")!, "live"),
      ...columnOf(live.frames.get("Sources")!, "trouble"),
    ], [2, 0]);
    const dead = await open("overview.json", { bucket: DEAD });
    assert.deepEqual(columnOf(dead.frames.get(PIPELINE)!, "state"), ["agent silent", "agent silent"]);
    assert.deepEqual([
      ...columnOf(dead.frames.get("Sources")!, "live"),
      ...columnOf(dead.frames.get("Sources")!, "trouble"),
    ], [0, 2]);
    const behind = columnOf(dead.frames.get(PIPELINE)!, "behind_ms").map(Number);
    assert.ok(behind.every((ms) => ms > 19 * 60_000), `${behind}: it counts on`);
    assert.deepEqual(
      new Set(columnOf(dead.frames.get("What is wrong")!, "state")),
      new Set(["was open"]),
      "nobody knows whether it still is",
    );
    const since = { fromMs: Date.now() - 5 * 60_000, toMs: Date.now(), intervalMs: 2_000 };
    const later = (await open("overview.json", { bucket: DEAD }, since)).frames.get("Sources over time")!;
    assert.deepEqual(columnOf(later, "Value"), ["not watched", "not watched"], "long after too");
  },
});

Deno.test({
  name: "what is said first is what is gravest now, where and for how long, with the messages that did most to it",
  ignore,
  async fn() {
    const said = ({ frames }: { frames: ReadonlyMap<string, readonly Frame[]> }) =>
      [
        columnOf(frames.get("Right now")!, "sentence"),
        columnOf(frames.get("Right now")!, "since"),
        columnOf(frames.get("Right now")!, "dashboard"),
      ].map((texts) => texts.map(String));
    const [sentences, since, places] = said(await openAlive("now"));
    assert.deepEqual(sentences, [
      'critical: 10x traffic. Grown most: 500/s of "Health check"',
      "warning: New template",
    ]);
    assert.match(since.join(";"), /^open \d\d s;open \d\d s · and 1 more info$/);
    assert.deepEqual(places, ["logiq-overview", "logiq-template"]);
    const [trouble, deadSince, itself] = said(await open("overview.json", { bucket: DEAD }));
    assert.equal(trouble[0], "not watched: 2 of 2 sources, agent silent: calm.log, demo.log");
    assert.match(trouble[1], /^critical: 10x traffic/);
    assert.match(deadSince.join(";"), /^for 2\d min;was open · and 1 more warning, 1 info$/);
    assert.equal(itself[0], "logiq-itself");
  },
});

Deno.test({
  name: "where nothing is wrong, that is said, and of how many sources",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "calm", retentionMs: 30 * 86_400_000 });
    await writeDemoData(store, Date.now());
    const { frames } = await open("overview.json", { bucket: "calm", source: CALM_SOURCE });
    assert.deepEqual(columnOf(frames.get("Right now")!, "sentence"), [
      "nothing is wrong: no anomaly is open, 1 source is watched",
    ]);
  },
});

Deno.test({
  name: "a source of which nothing was ever evaluated waits for lines, or has no detector where lines are counted",
  ignore,
  async fn() {
    await using store = await openInfluxStore({
      ...influx.server(),
      bucket: "undetected",
      retentionMs: 30 * 86_400_000,
    });
    const nowMs = Date.now();
    await writeHeartbeat(store, { source: "idle.log", firstLiveMs: null, nowMs });
    await writeHeartbeat(store, { source: "busy.log", firstLiveMs: nowMs - 120_000, nowMs });
    const template = { id: "t", text: "t", sample: "t", firstSeenMs: nowMs, initial: false, updatedMs: nowMs };
    await store.saveTemplates(["idle.log", "busy.log"].map((source) => ({ ...template, source })));
    const { frames } = await open("overview.json", { bucket: "undetected" });
    const states = Object.fromEntries(
      columnOf(frames.get(PIPELINE)!, "source").map((
        source,
        i,
      ) => [source, columnOf(frames.get(PIPELINE)!, "state")[i]]),
    );
    assert.deepEqual(states, { "busy.log": "detector silent", "idle.log": "waiting for lines" });
  },
});

Deno.test({
  name: "what changed has new templates first, then the least probable, against what was expected",
  ignore,
  async fn() {
    const { frames } = await open("overview.json");
    const changed = frames.get("What changed")!;
    assert.deepEqual(columnOf(changed, "change"), ["new", "more", "more"]);
    assert.deepEqual(columnOf(changed, "text")[0], "ERROR: disk /dev/sd<*> failed");
    assert.ok(columnOf(changed, "times").slice(1).every((times) => Number(times) > 1.5));
    const replaced = columnOf(changed, "template").indexOf(TEMPLATES.survivor);
    assert.equal(
      columnOf(changed, "lines")[replaced],
      120 * 40 + 12 * 9 * 40 + 120,
      "lines under the replaced id are its own",
    );
    assert.ok(columnOf(changed, "odds").slice(1).every((odds) => Number(odds) >= 100));
  },
});

Deno.test({
  name:
    "a message that is as rare as ever has not changed, one that is no longer logged has, unless it was called, and one new line is news",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "rare", retentionMs: 30 * 86_400_000 });
    const range = await writeRareMessages(store, Date.now());
    const changed = (await open("overview.json", { bucket: "rare" }, range)).frames.get("What changed")!;
    assert.deepEqual(columnOf(changed, "template"), ["fresh", "gone"]);
    assert.deepEqual(columnOf(changed, "change"), ["new", "fewer"]);
    assert.deepEqual(columnOf(changed, "lines"), [1, 0]);
    assert.deepEqual(columnOf(changed, "expected"), [0, 60]);
  },
});

Deno.test({
  name: "a new message is news, however many sources share one that was first seen in the range in another",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "shared", retentionMs: 30 * 86_400_000 });
    const range = await writeSharedMessages(store, Date.now());
    const changed = (await open("overview.json", { bucket: "shared" }, range)).frames.get("What changed")!;
    assert.deepEqual([columnOf(changed, "text")[0], columnOf(changed, "change")[0]], ["fresh", "new"]);
  },
});

Deno.test({
  name: "every template in use is listed with its lines, course, level and times; a search keeps those with its words",
  ignore,
  async fn() {
    const { frames } = await open("patterns.json");
    const listed = frames.get("Templates")!;
    assert.deepEqual(columnOf(listed, "template").sort(), ["a2", "b1", "c1", "d1", "e1", "overflow"]);
    const at = columnOf(listed, "template").indexOf(TEMPLATES.fresh);
    assert.equal(at, 0, "new ones first");
    assert.equal(columnOf(listed, "novelty")[at], "new");
    assert.equal(columnOf(listed, "level")[at], "error");
    assert.equal(columnOf(listed, "lines")[at], 5 * 40);
    assert.match(String(columnOf(listed, "course")[at]), /^▁+[▂-█]+$/);
    const courses = columnOf(listed, "course").map(String);
    assert.deepEqual(
      courses.filter((course) => !/^[▁-█]{12}$/.test(course)),
      [],
      "blocks are of one width, others are not",
    );
    assert.equal(columnOf(listed, "first_seen")[at], span.fromMs + 80_000);
    assert.equal(columnOf(listed, "last_seen")[at], span.toMs - 1_000);
    assert.deepEqual(columnOf((await open("patterns.json", { search: "DISK" })).frames.get("Templates")!, "template"), [
      "c1",
    ]);
    const quoted = (await open("patterns.json", { search: 'from "EU"' })).frames.get("Templates")!;
    assert.deepEqual(columnOf(quoted, "template"), ["a2"]);
  },
});

Deno.test({
  name: "every template is listed, a hundred at a time, and their pages say of how many; a search has pages of its own",
  ignore,
  async fn() {
    const bucket = "many", toMs = Math.floor(Date.now() / 60_000) * 60_000, MANY = 230;
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * 86_400_000 });
    const row = { source: "many.log", sample: "", initial: true, firstSeenMs: toMs - 86_400_000, updatedMs: toMs };
    const line = { source: "many.log", host: "h", level: "info", mode: "live", slotMs: toMs - 60_000 } as const;
    const ids = Array.from({ length: MANY }, (_, i) => `t${i}`);
    // The last one replaced the first one, and twenty were not logged in the range.
    const textOf = (i: number) => i % 2 === 0 ? `even ${i}` : `odd ${i}`;
    await store.saveTemplates(
      ids.map((id, i) => ({ ...row, id, text: textOf(i), ...(i === 0 && { replacedBy: ids.at(-1) }) })),
    );
    const points = ids.slice(0, -20).map((template, i) => ({ ...line, template, count: MANY - i }));
    await store.writeCounters({ agent: "a", number: 1, points, templates: [], samples: [] }, toMs);
    const range = { fromMs: toMs - 900_000, toMs, intervalMs: 2_000 };
    const listed = async (picked: Record<string, string>) => {
      const { frames, variables } = await open("patterns.json", { bucket, ...picked }, range);
      return { page: variables.get("page")!.values[0], ids: columnOf(frames.get("Templates")!, "template") };
    };
    const first = await listed({});
    assert.equal(first.page, "0-229");
    assert.deepEqual(first.ids, ["t229", ...ids.slice(1, 100)], "those with the most lines");
    const [second, third] = [await listed({ page: "100-229" }), await listed({ page: "200-229" })];
    assert.deepEqual(second.ids, ids.slice(100, 200));
    assert.deepEqual([...first.ids, ...second.ids, ...third.ids].sort(), ids.slice(1).sort());
    const even = await listed({ search: "EVEN" });
    assert.deepEqual([even.page, even.ids.length], ["0-114", 100]);
    assert.equal((await listed({ search: "EVEN", page: "100-114" })).ids.length, 14);
    assert.equal((await listed({ search: "nowhere" })).page, "0-0");
  },
});

Deno.test({
  name: "the template's dashboard opens with the template that an anomaly is about, not with the first by name",
  ignore,
  async fn() {
    const { variables } = await open("template.json", { source: "demo.log" });
    assert.deepEqual(variables.get("template")?.values, [TEMPLATES.overflow]);
  },
});

Deno.test({
  name: "a template's dashboard counts the lines of the template that it replaced as its own",
  ignore,
  async fn() {
    const { frames } = await openTemplate(TEMPLATES.survivor);
    assert.deepEqual(columnOf(frames.get("Template")!, "text"), ['User <*> logged in from "eu"']);
    const lines = columnOf(frames.get("In figures")!, "lines");
    // 120 slots of 40 lines and now and then one or two more, twelve of them ten times as many.
    assert.deepEqual(lines, [120 * 40 + 12 * 9 * 40 + 120]);
    assert.deepEqual(columnOf(frames.get("Lineage")!, "became").sort(), [
      TEMPLATES.survivor,
      TEMPLATES.survivor,
      "in use",
    ]);
    const rates = columnOf(frames.get("Rate")!, "actual").filter((rate) => Number(rate) > 0);
    assert.equal(rates.length, 60);
  },
});

Deno.test({
  name: "a template's anomalies include those of its whole source, which cover it",
  ignore,
  async fn() {
    const { frames } = await openTemplate(TEMPLATES.steady);
    const listed = frames.get("Anomalies of this template and of its source")!;
    assert.deepEqual(columnOf(listed, "template"), ["*"]);
    const [peak] = columnOf(frames.get("In figures")!, "peak");
    assert.equal(peak, 600, "what it rose to while its source's anomaly covered it");
  },
});

Deno.test({
  name: "a short spike keeps its height where a point is much longer than it",
  ignore,
  async fn() {
    const range = { ...theDemo(), intervalMs: 20_000 };
    const rate = (await open("template.json", { template: TEMPLATES.steady }, range)).frames.get("Rate")!;
    assert.equal(Math.max(...columnOf(rate, "highest").map(Number)), 600);
    const traffic = (await open("overview.json", { shown: "demo.log" }, range)).frames.get(TRAFFIC)!;
    assert.equal(Math.max(...columnOf(traffic, "highest").map(Number)), 1_001);
    for (const [frames, expected] of [[rate, 60], [traffic, 100]] as const) {
      const means = columnOf(frames, "mean").filter((value) => value !== null).map(Number).sort((a, b) => a - b);
      const middle = means[means.length >> 1];
      assert.ok(Math.abs(middle - expected) < 1, `${middle}: what is held against means is one`);
      assert.deepEqual(columnOf(frames, "actual"), []);
    }
  },
});

Deno.test({
  name: "sample lines are a log: a time and the line as it was logged",
  ignore,
  async fn() {
    const { frames } = await openTemplate(TEMPLATES.fresh);
    const [{ fields }] = frames.get("Sample lines")!;
    assert.equal(fields.find(({ type }) => type === "time")?.name, "_time");
    assert.equal(fields.find(({ type }) => type === "string")?.name, "line");
    assert.deepEqual(fields.find(({ name }) => name === "line")?.values, ["ERROR: disk /dev/sd17 failed"]);
  },
});

Deno.test({
  name: "the rate of a source is shown per second, and its band with it",
  ignore,
  async fn() {
    const { frames } = await open("overview.json", { source: "demo.log" });
    const traffic = frames.get(TRAFFIC)!;
    assert.equal(Math.max(...columnOf(traffic, "actual").map(Number)), 1_001);
    assert.deepEqual(new Set(columnOf(traffic, "upper").filter((value) => value !== null)), new Set([120]));
  },
});

Deno.test({
  name: "the label of an anomaly, its rates, its duration and how seldom it is are in the list",
  ignore,
  async fn() {
    const { frames } = await open("anomalies.json");
    const list = frames.get("Anomalies")!;
    const at = columnOf(list, "kind").indexOf("frequency");
    const row = Object.fromEntries(list[0].fields.map(({ name, values }) => [name, values[at]]));
    const { peak, expected, once_s, label, dashboard } = row;
    assert.deepEqual(
      { peak, expected, once_s, label, dashboard },
      { peak: 1_006, expected: 100, once_s: 1e12, label: "true", dashboard: "logiq-overview" },
    );
    assert.deepEqual(new Set(columnOf(list, "label")), new Set(["true", "none"]));
    const pattern = columnOf(list, "kind").indexOf("pattern");
    assert.equal(columnOf(list, "once_s")[pattern], 0, "nothing was expected of it");
  },
});

Deno.test({
  name: "a source is chosen by its exact name, whatever is in it",
  ignore,
  async fn() {
    const { frames } = await open("patterns.json", { source: WAITING_SOURCE });
    assert.deepEqual(columnOf(frames.get("Templates")!, "source"), [WAITING_SOURCE]);
  },
});

Deno.test({
  name: "the database is that of the data source, unless another one is chosen",
  ignore,
  async fn() {
    const { variables } = await walkDashboard(allDashboards().get("overview.json")!, {
      run,
      range: { ...theDemo(), defaultBucket: DEAD },
    });
    assert.deepEqual(variables.get("bucket")?.values, [DEAD]);
  },
});

Deno.test({
  name: "charts of LogIQ itself have a gap where an agent was not heard, and no line across it",
  ignore,
  async fn() {
    const bucket = "gaps", nowMs = Math.floor(Date.now() / 60_000) * 60_000;
    await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * 86_400_000 });
    const row = { source: "shop.log", id: "t", text: "t", sample: "", initial: true };
    await store.saveTemplates([{ ...row, firstSeenMs: nowMs, updatedMs: nowMs }]);
    for (const seconds of [244, 242, 240, 6, 4, 2]) {
      await writeHeartbeat(store, { source: "shop.log", firstLiveMs: nowMs - 300_000, nowMs: nowMs - seconds * 1000 });
    }
    const range = { fromMs: nowMs - 300_000, toMs: nowMs, intervalMs: 2_000, defaultBucket: bucket };
    const { frames } = await open("self_monitoring.json", { bucket }, range);
    for (const title of ["Behind", "Unread", "Ingest rate"]) {
      const values = columnOf(frames.get(title)!, "Value");
      assert.equal(
        values.slice(values.findIndex((value) => value !== null)).filter((value) => value === null).length,
        116,
        title,
      );
    }
  },
});

Deno.test({
  name:
    "an alert rule's query gives one table of texts and one number, above its limit where there is something to say",
  ignore,
  async fn() {
    const fired = await firedIn(DEAD);
    // The detector of a dead agent has nothing to be behind of.
    assert.deepEqual(fired, { "logiq-critical-anomaly": 1, "logiq-agent-silent": 2, "logiq-detector-behind": 0 });
  },
});

Deno.test({
  name: "an alert fires for a source of which nothing is evaluated though its lines are counted",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: "behind", retentionMs: 30 * 86_400_000 });
    const nowMs = Date.now();
    await writeHeartbeat(store, { source: "busy.log", firstLiveMs: nowMs - 120_000, nowMs });
    await writeHeartbeat(store, { source: "idle.log", firstLiveMs: null, nowMs });
    const fired = await firedIn("behind");
    assert.deepEqual(fired, { "logiq-critical-anomaly": 0, "logiq-agent-silent": 0, "logiq-detector-behind": 1 });
  },
});

/** How many alerts each rule has for the LogIQ in `defaultBucket`. */
async function firedIn(defaultBucket: string): Promise<Record<string, number>> {
  const [group] = parse(alertRules({ isPaused: true })).groups;
  const fired: Record<string, number> = {};
  for (const { uid, data: [{ model }, condition] } of group.rules) {
    const [limit] = condition.model.conditions[0].evaluator.params;
    const at = { fromMs: Date.now() - 3_600_000, toMs: Date.now(), intervalMs: 60_000, defaultBucket };
    const frames = await run(fillMacros(model.query, at));
    assert.ok(frames.length <= 1, uid);
    const types = frames.flatMap(({ fields }) => fields.map(({ type }) => type)).sort();
    if (frames.length > 0) assert.match(types.join(), /^number(,string)+$/, uid);
    fired[uid] = columnOf(frames, "_value").filter((value) => Number(value) > limit).length;
  }
  return fired;
}

function theDemo(): QueryRange {
  return rangeOf(span);
}

function rangeOf({ fromMs, toMs }: Span): QueryRange {
  return { fromMs: fromMs - 60_000, toMs, intervalMs: 2_000 };
}

async function open(file: string, picked: Record<string, string> = {}, range = theDemo()) {
  const frames = new Map<string, readonly Frame[]>();
  const onPanel = ({ title = "" }: Panel, shown: readonly Frame[]) => void frames.set(title, shown);
  const visit = { run, range, picked: { bucket: BUCKET, ...picked }, onPanel };
  const { variables, faults } = await walkDashboard(allDashboards().get(file)!, visit);
  return { frames, variables, faults };
}

async function columnsOf(file: string, title: string): Promise<string[]> {
  const { frames } = await open(file);
  const panel = panelsOf(allDashboards().get(file)!).find((panel) => panel.title === title)!;
  return shownColumns(panel, frames.get(title)!);
}

/** The Overview of what a demo has left just now. */
async function openAlive(bucket: string) {
  await using store = await openInfluxStore({ ...influx.server(), bucket, retentionMs: 30 * 86_400_000 });
  // Of its own time: on a slow machine the first demo is long over.
  return await open("overview.json", { bucket }, rangeOf(await writeDemoData(store, Date.now())));
}

function openTemplate(template: string) {
  return open("template.json", { template });
}

function columnOf(frames: readonly Frame[], name: string): unknown[] {
  return frames.flatMap(({ fields }) => fields.filter((field) => field.name === name).flatMap(({ values }) => values));
}

function run(flux: string): Promise<Frame[]> {
  return fluxOf(influx.server())(flux);
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
