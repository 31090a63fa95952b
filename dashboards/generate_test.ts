import assert from "node:assert/strict";
import type { GridPos } from "@grafana/grafana-foundation-sdk/dashboard";
import { parse } from "yaml";
import { panelsOf } from "../tests/dashboards/walk.ts";
import type { FluxAnnotation } from "./annotations.ts";
import { DATA_SOURCE } from "./data_source.ts";
import { allDashboards } from "./generate.ts";

const boards = [...allDashboards()];
const panels = boards.flatMap(([file, dashboard]) => panelsOf(dashboard).map((panel) => ({ file, panel })));

Deno.test("every panel has a title, says what it shows, and what an empty one means", () => {
  for (const { file, panel } of panels) {
    const name = `${file}: ${panel.title}`;
    assert.ok(panel.title, name);
    assert.ok((panel.description ?? "").length > 20, name);
    assert.ok((panel.fieldConfig?.defaults.noValue ?? "").length > 5, name);
    assert.deepEqual(panel.datasource, DATA_SOURCE, name);
  }
});

Deno.test("every time panel has a unit, and points no narrower than a window", () => {
  const charts = panels.filter(({ panel }) => panel.type === "timeseries");
  assert.ok(charts.length >= 10);
  for (const { file, panel } of charts) {
    assert.ok(panel.fieldConfig?.defaults.unit, `${file}: ${panel.title}`);
    assert.equal(panel.interval, "2s", `${file}: ${panel.title}`);
  }
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

Deno.test("every dashboard marks each kind of anomaly in a colour of its own, with all parts mapped", () => {
  for (const [file, dashboard] of boards) {
    const annotations = (dashboard.annotations.list ?? []) as unknown as FluxAnnotation[];
    assert.equal(annotations.length, 3, file);
    assert.equal(new Set(annotations.map(({ iconColor }) => iconColor)).size, 3, file);
    for (const { mappings } of annotations) {
      assert.deepEqual(Object.keys(mappings), ["time", "timeEnd", "title", "text", "tags"], file);
    }
  }
});

Deno.test("links between dashboards keep the time range, the database and the source", () => {
  const withLinks: string[] = [];
  for (const [file, dashboard] of boards) {
    const [menu] = dashboard.links ?? [];
    assert.ok(menu.keepTime && menu.includeVars, file);
    const urls = [...JSON.stringify(dashboard.panels).matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url);
    if (urls.length > 0) withLinks.push(file);
    for (const url of urls) {
      for (const part of ["${__url_time_range}", "${bucket:queryparam}", "var-source="]) {
        assert.ok(url.includes(part), `${file}: ${url}`);
      }
    }
  }
  assert.deepEqual(withLinks, ["overview.json", "template.json", "anomalies.json"]);
});

Deno.test("dashboards name the data source that is provisioned, and it takes its token from a file", async () => {
  const yaml = parse(await Deno.readTextFile(new URL("provisioning/datasources/logiq.yaml", import.meta.url)));
  const [source] = yaml.datasources;
  assert.deepEqual({ type: source.type, uid: source.uid }, DATA_SOURCE);
  assert.equal(source.jsonData.version, "Flux");
  assert.match(source.secureJsonData.token, /^\$__file\{\/.*\}$/);
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
