import assert from "node:assert/strict";
import type { GridPos, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { parse } from "yaml";
import { ANOMALY_KINDS } from "../core/detection/anomaly.ts";
import { SEVERITIES } from "../core/severity.ts";
import { propertiesOf } from "../tests/dashboards/grafana/organize.ts";
import { panelsOf } from "../tests/dashboards/walk.ts";
import { alertRules } from "./alerting/alert_rules.ts";
import type { FluxAnnotation } from "./annotations.ts";
import { DATA_SOURCE } from "./data_source.ts";
import { CALM_WORDS, KIND_WORDS } from "./state_words.ts";
import { regionColumn } from "./flux/regions.ts";
import { allDashboards, provisionedFiles } from "./generate.ts";
import { KIND_LOOKS } from "./kinds.ts";
import { LEVEL_WORDS } from "./levels.ts";
import { LABEL_ADDRESS } from "./links.ts";

/** What a table has on a screen of 1,440 pixels, from which on Grafana's menu stands beside it. */
const LAPTOP = 1_080;

/** What a table has on a phone of 390 pixels. */
const PHONE = 356;

/** Pixels of the demos' longest source, demo5_intermittent_attacks.log. */
const SOURCE_WIDTH = 224;

/** Pixels of the longest time of a unit in Grafana's font, with a cell's margins. */
const TIME_WIDTHS: Readonly<Record<string, number>> = {
  "time:MMM D HH:mm:ss": 131, // May 28 20:48:08
  "time:MMM D HH:mm": 108, // May 28 20:48
  "time:HH:mm:ss": 75, // 20:48:08
};

const boards = [...allDashboards()];
const panels = boards.flatMap(([file, dashboard]) => panelsOf(dashboard).map((panel) => ({ file, panel })));

Deno.test("every panel has a title, says what it shows, and what an empty one means where Grafana says it nowhere else", () => {
  for (const { file, panel } of panels) {
    const name = `${file}: ${panel.title}`;
    assert.ok(panel.title, name);
    assert.ok((panel.description ?? "").length > 20, name);
    assert.deepEqual(panel.datasource, DATA_SOURCE, name);
    // On a chart the text would stand on the axis and in gaps as well.
    const isChart = ["timeseries", "state-timeline"].includes(panel.type);
    assert.equal(panel.fieldConfig?.defaults.noValue === undefined, isChart, name);
  }
});

Deno.test("where no template has changed, that is not said of incidents that have lasted for longer", () => {
  const { panel } = panels.find(({ panel }) => panel.title === "What changed")!;
  assert.match(panel.fieldConfig!.defaults.noValue!, /than in the time before this range: .* "What is wrong"$/);
});

Deno.test("every time panel has a unit, and points no narrower than a window", () => {
  const charts = panels.filter(({ panel }) => panel.type === "timeseries");
  assert.ok(charts.length >= 10);
  for (const { file, panel } of charts) {
    assert.ok(panel.fieldConfig?.defaults.unit, `${file}: ${panel.title}`);
    assert.equal(panel.interval, "2s", `${file}: ${panel.title}`);
  }
});

Deno.test("every table is as wide as the dashboard and leaves the room that its text needs on a laptop", () => {
  const tables = panels.filter(({ panel }) => panel.type === "table");
  assert.ok(tables.length >= 8);
  for (const { file, panel } of tables) {
    const name = `${file}: ${panel.title}`;
    assert.equal(panel.gridPos?.w, 24, name);
    const shown = shownOf(panel);
    const free = shown.filter((properties) => !properties.has("custom.width"));
    assert.equal(free.length, 1, `${name}: one column takes what the others leave`);
    const text = Number(free[0].get("custom.minWidth"));
    assert.ok(text >= 200, name);
    const fixed = shown.reduce((sum, properties) => sum + Number(properties.get("custom.width") ?? 0), 0);
    assert.ok(LAPTOP - fixed >= Math.max(text, 280), `${name}: ${fixed} + ${text}`);
  }
});

Deno.test("a phone shows a template with its main figure, without scrolling", () => {
  const MAIN: Readonly<Record<string, string[]>> = {
    "What changed": ["Change", "Template", "Times"],
    Templates: ["New", "Template", "Lines"],
  };
  for (const { panel } of panels.filter(({ panel }) => Object.hasOwn(MAIN, panel.title!))) {
    const shown = shownOf(panel).slice(0, 3);
    assert.deepEqual(shown.map((properties) => properties.get("displayName")), MAIN[panel.title!]);
    const widths = shown.map((properties) =>
      Number(properties.get("custom.width") ?? properties.get("custom.minWidth"))
    );
    assert.ok(widths.reduce((sum, width) => sum + width) <= PHONE, panel.title);
  }
});

Deno.test("no title of a column is cut", () => {
  for (const { file, panel } of panels.filter(({ panel }) => panel.type === "table")) {
    for (const properties of shownOf(panel)) {
      const title = String(properties.get("displayName"));
      const width = Number(properties.get("custom.width") ?? properties.get("custom.minWidth"));
      const icon = properties.get("custom.filterable") ? 22 : 0;
      assert.ok(width >= title.length * 7.6 + 20 + icon, `${file}: ${panel.title}: ${title} in ${width}`);
    }
  }
});

Deno.test("a cell that is too narrow shows its whole line under the mouse, which Grafana's inspect would prevent", () => {
  for (const { file, panel } of panels.filter(({ panel }) => panel.type === "table")) {
    const inspected = shownOf(panel).filter((properties) => properties.get("custom.inspect"));
    assert.deepEqual(inspected, [], `${file}: ${panel.title}`);
  }
});

Deno.test("what a narrow screen cuts off a sentence is a click on its state away, at the top of the Anomalies", () => {
  const lists = panels.filter(({ panel }) => propertiesOf(panel, "state").get("displayName") === "State");
  const told = lists.flatMap(({ panel }) => JSON.stringify(propertiesOf(panel, "state").get("links") ?? []));
  assert.equal(told.filter((links) => /logiq-anomalies.*var-incident=/.test(links)).length, 3);
  const [first] = panels.filter(({ file, panel }) => file === "anomalies.json" && panel.gridPos!.y <= 1);
  assert.equal(first.panel.title, "In words");
});

Deno.test("a state timeline's legend names states: with two limits or more Grafana would name these", () => {
  const timelines = panels.filter(({ panel }) => panel.type === "state-timeline");
  assert.equal(timelines.length, 2);
  for (const { panel } of timelines) {
    assert.equal(panel.fieldConfig?.defaults.color?.mode, "thresholds");
    assert.equal(panel.fieldConfig?.defaults.thresholds?.steps.length, 1);
  }
});

Deno.test("no word of a column is cut", () => {
  for (const { file, panel } of panels.filter(({ panel }) => panel.type === "table")) {
    for (const properties of shownOf(panel)) {
      const width = Number(properties.get("custom.width") ?? Infinity);
      const mappings = (properties.get("mappings") ?? []) as { options: Record<string, { text?: string }> }[];
      const texts = mappings.flatMap(({ options }) => Object.values(options).map(({ text = "" }) => text));
      const cut = texts.filter((text) => text.length * 7.4 + 16 > width);
      assert.deepEqual(cut, [], `${file}: ${panel.title}: ${properties.get("displayName")} in ${width}`);
    }
  }
});

Deno.test("no source of a demo is cut", () => {
  const sources = panels.flatMap(({ panel }) => shownOf(panel)).filter((properties) =>
    properties.get("displayName") === "Source"
  );
  for (const properties of sources) {
    assert.ok(Number(properties.get("custom.width") ?? properties.get("custom.minWidth")) >= SOURCE_WIDTH);
  }
  assert.equal(sources.length, 5);
});

Deno.test("a list beside a chart leaves it the larger part, however long its names are", () => {
  const beside = panels.filter(({ panel }) => panel.options?.legend?.placement === "right");
  assert.equal(beside.length, 4);
  for (const { file, panel } of beside) assert.equal(panel.options.legend.width, 170, `${file}: ${panel.title}`);
});

Deno.test("no time of a column is cut", () => {
  let columns = 0;
  for (const { file, panel } of panels.filter(({ panel }) => panel.type === "table")) {
    for (const properties of shownOf(panel)) {
      const least = TIME_WIDTHS[String(properties.get("unit"))];
      if (least === undefined) continue;
      const width = Number(properties.get("custom.width"));
      assert.ok(width >= least, `${file}: ${panel.title}: ${properties.get("displayName")} in ${width}`);
      columns++;
    }
  }
  assert.ok(columns >= 7);
});

Deno.test("legends hold names alone, so that none grows at a refresh, and no figure stands over a curve", () => {
  for (const { file, panel } of panels) {
    const name = `${file}: ${panel.title}`;
    if (panel.options?.legend) {
      assert.deepEqual([panel.options.legend.displayMode, panel.options.legend.calcs], ["list", []], name);
    }
    if (panel.type === "stat") assert.equal(panel.options?.graphMode, "none", name);
  }
});

Deno.test("a band's lower limit has neither line nor dot, nor a place in the legend", () => {
  const bands = panels.filter(({ panel }) => propertiesOf(panel, "lower").size > 0);
  assert.equal(bands.length, 2);
  for (const { file, panel } of bands) {
    const lower = propertiesOf(panel, "lower");
    assert.equal(lower.get("custom.lineWidth"), 0, file);
    assert.deepEqual(lower.get("custom.hideFrom"), { legend: true, tooltip: false, viz: false }, file);
    assert.equal(lower.get("custom.showPoints") ?? panel.fieldConfig?.defaults.custom?.showPoints, "never", file);
  }
});

Deno.test("a point alone can be seen on the charts of LogIQ itself, whose day may just have begun", () => {
  const charts = panels.filter(({ file, panel }) => file === "self_monitoring.json" && panel.type === "timeseries");
  assert.equal(charts.length, 8);
  for (const { panel } of charts) {
    assert.notEqual(panel.fieldConfig?.defaults.custom?.showPoints, "never", panel.title);
  }
});

Deno.test('how long ago something was is told in figures: Grafana\'s words say "a few seconds ago" of 44 s', () => {
  assert.ok(!JSON.stringify(boards).includes("dateTimeFromNow"));
});

Deno.test("a level has the same colour as word and as curve, and errors are red", () => {
  const curve = panels.find(({ panel }) => panel.title === "Lines by host and level")!.panel;
  for (const [level, [, color]] of Object.entries(LEVEL_WORDS)) {
    const pattern = `/ · ${level}$/`;
    assert.deepEqual(propertiesOf(curve, pattern).get("color"), { mode: "fixed", fixedColor: color }, level);
    assert.ok(new RegExp(pattern.slice(1, -1)).test(`web-1 · ${level}`), level);
  }
  assert.deepEqual([LEVEL_WORDS.error[1], LEVEL_WORDS.fatal[1]], ["red", "dark-red"]);
});

Deno.test("what is nearly always 0 takes little room, and stands last", () => {
  const itself = panelsOf(allDashboards().get("self_monitoring.json")!);
  const small = itself.slice(-4);
  assert.deepEqual(small.map(({ title }) => title), ["Unread", "Lag", "Spool", "Rejected lines"]);
  assert.ok(small.every(({ gridPos }) => gridPos!.w === 6 && gridPos!.h === 5));
});

Deno.test("a dashboard's name is said once: neither its title nor a panel's begins with the folder's", () => {
  for (const [file, { title, uid }] of boards) {
    assert.match(uid!, /^logiq-[a-z]+$/, file);
    assert.ok(file === "self_monitoring.json" || !title!.includes("LogIQ"), title);
  }
  assert.deepEqual(panels.filter(({ panel }) => /^LogIQ/.test(panel.title!)), []);
});

Deno.test("variables are asked for when a dashboard is opened, and keep the order of their query", () => {
  const variables = boards.flatMap(([, { templating }]) => templating.list ?? []);
  const asked = variables.filter(({ type }) => type === "query");
  assert.ok(asked.length >= 14);
  for (const { name, refresh, sort } of asked) assert.deepEqual({ name, refresh, sort }, { name, refresh: 1, sort: 0 });
});

Deno.test("every dashboard is renewed as often as its range asks for", () => {
  assert.deepEqual(new Set(boards.map(([, { refresh }]) => refresh)), new Set(["auto"]));
});

Deno.test("panels of a dashboard have numbers of their own and do not overlap", () => {
  for (const [file, { panels = [] }] of boards) {
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, file);
    const places = panels.map(({ gridPos }) => gridPos!);
    for (const [i, place] of places.entries()) {
      assert.ok(place.x + place.w <= 24, file);
      assert.ok(!places.slice(i + 1).some((other) => overlap(place, other)), `${file}: ${JSON.stringify(place)}`);
    }
  }
});

Deno.test("a severity has a colour of its own as mark, a kind one as region, on the charts of traffic alone", () => {
  const marked = boards.filter(([, { annotations }]) => (annotations.list ?? []).length > 0);
  assert.deepEqual(marked.map(([file]) => file), ["overview.json", "template.json"]);
  for (const [file, dashboard] of marked) {
    const annotations = dashboard.annotations.list as unknown as FluxAnnotation[];
    assert.equal(annotations.length, SEVERITIES.length, file);
    assert.equal(new Set(annotations.map(({ iconColor }) => iconColor)).size, SEVERITIES.length, file);
    for (const { mappings, filter } of annotations) {
      assert.deepEqual(Object.keys(mappings), ["time", "timeEnd", "title", "text", "tags"], file);
      const ids = new Set(filter?.ids);
      assert.ok(ids.size > 0 && !filter?.exclude, file);
      const on = panelsOf(dashboard).filter(({ id }) => ids.has(id!));
      assert.ok(on.length === ids.size && on.every(({ type }) => type === "timeseries"), file);
    }
    const [chart] = panelsOf(dashboard).filter(({ type }) => type === "timeseries");
    const colors = KIND_LOOKS.map(({ color }) => color);
    assert.equal(new Set(colors).size, ANOMALY_KINDS.length);
    for (const kind of ANOMALY_KINDS) {
      assert.ok(chart.fieldConfig?.overrides.some(({ matcher }) => matcher.options === regionColumn(kind)), file);
    }
  }
});

Deno.test("a source's row tells every state from every kind of anomaly by its colour", () => {
  const colors = [...Object.values(CALM_WORDS), ...Object.values(KIND_WORDS)].map(([, color]) => color);
  assert.equal(new Set(colors).size, colors.length);
});

Deno.test("links between dashboards keep the time range, the database and the source", () => {
  const withLinks: string[] = [];
  for (const [file, dashboard] of boards) {
    const menu = dashboard.links ?? [];
    assert.deepEqual(menu.map(({ title }) => title), [
      "Overview",
      "Patterns",
      "Template",
      "Anomalies",
      "LogIQ itself",
      "Wall",
    ]);
    assert.ok(menu.every(({ keepTime, includeVars }) => keepTime && includeVars), file);
    const urls = [...JSON.stringify(dashboard.panels).matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url);
    if (urls.length > 0) withLinks.push(file);
    for (const url of urls.filter((url) => url !== LABEL_ADDRESS)) {
      for (const part of ["${__url_time_range}", "${bucket:queryparam}"]) {
        assert.ok(url.includes(part), `${file}: ${url}`);
      }
      assert.ok(/var-source=|\$\{source:queryparam\}/.test(url), `${file}: ${url}`);
    }
  }
  assert.deepEqual(withLinks, ["overview.json", "patterns.json", "template.json", "anomalies.json", "wall.json"]);
});

Deno.test("the wall says what is wrong in words that are read across a room, on one screen", () => {
  const dashboard = allDashboards().get("wall.json")!;
  const [now] = panelsOf(dashboard);
  const { text } = now.options as { text: { valueSize: number } };
  // 25 mm where 1,920 pixels are 1.2 m wide: a 160th of four metres.
  assert.ok(now.title === "Right now" && text.valueSize >= 40);
  const bottoms = panelsOf(dashboard).map(({ gridPos }) => gridPos!.y + gridPos!.h);
  const UNIT = 38, VARIABLES = 56;
  assert.ok(Math.max(...bottoms) * UNIT + VARIABLES <= 1_080);
});

Deno.test("a link to the dashboard on which it stands names each of its variables: Grafana 10 empties those that are left out", () => {
  let links = 0;
  for (const [file, { uid, templating, panels }] of boards) {
    const urls = [...JSON.stringify(panels).matchAll(/"url":"(\/d\/[^"]*)"/g)].map(([, url]) => url);
    const isAbout = ["logiq-overview", "logiq-template"].includes(uid!);
    const toItself = urls.filter((url) => url.startsWith(`/d/${uid}?`) || isAbout && url.startsWith("/d/${__data"));
    const variables = (templating.list ?? []).filter((variable) => !variable.skipUrlSync).map(({ name }) => name);
    for (const url of toItself) {
      const left = variables.filter((name) => !url.includes(`var-${name}=`) && !url.includes(`\${${name}:queryparam}`));
      assert.deepEqual(left, [], `${file}: ${url}`);
      links++;
    }
  }
  assert.equal(links, 6);
});

Deno.test("dashboards name the data source that is provisioned, and it takes its token from a file", async () => {
  const yaml = parse(await Deno.readTextFile(new URL("provisioning/datasources/logiq.yaml", import.meta.url)));
  const [source] = yaml.datasources;
  assert.deepEqual({ type: source.type, uid: source.uid }, DATA_SOURCE);
  assert.equal(source.jsonData.version, "Flux");
  assert.match(source.secureJsonData.token, /^\$__file\{\/.*\}$/);
});

Deno.test("alert rules are delivered switched off, and hold nothing that provisioning takes for an environment variable", () => {
  const text = provisionedFiles().get("alerting/logiq.yaml")!;
  assert.ok(!text.includes("$"));
  const [group] = parse(text).groups;
  assert.equal(group.rules.length, 3);
  for (const { title, isPaused, data, condition, labels } of group.rules) {
    assert.equal(isPaused, true, title);
    assert.deepEqual(data.map(({ refId }: { refId: string }) => refId), ["A", condition], title);
    assert.equal(data[0].datasourceUid, DATA_SOURCE.uid, title);
    assert.ok(["critical", "warning"].includes(labels.severity), title);
  }
  assert.ok(
    parse(alertRules({ isPaused: false })).groups[0].rules.every(({ isPaused }: { isPaused: boolean }) => !isPaused),
  );
});

Deno.test("Grafana finds each folder that it looks for in its provisioning folder, so that it starts without an error", async () => {
  const folder = new URL("provisioning/", import.meta.url);
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  assert.deepEqual(names, ["access-control", "alerting", "dashboards", "datasources", "notifiers", "plugins"]);
});

Deno.test("the dashboards' folder is found where Grafana's own setting says that provisioning lies", async () => {
  const yaml = parse(await Deno.readTextFile(new URL("provisioning/dashboards/logiq.yaml", import.meta.url)));
  const [provider] = yaml.providers;
  assert.equal(provider.type, "file");
  assert.equal(provider.options.path, "${GF_PATHS_PROVISIONING}/dashboards");
});

function overlap(a: GridPos, b: GridPos): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** What is said of each column that a table shows. */
function shownOf(panel: Panel): Map<string, unknown>[] {
  const names = (panel.fieldConfig?.overrides ?? []).map(({ matcher }) => String(matcher.options));
  return names.map((name) => propertiesOf(panel, name)).filter((properties) => !properties.get("custom.hidden"));
}
