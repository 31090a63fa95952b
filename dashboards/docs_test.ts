import assert from "node:assert/strict";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { panelsOf } from "../tests/dashboards/walk.ts";
import { allDashboards } from "./generate.ts";

const text = await Deno.readTextFile(new URL("../docs/grafana.md", import.meta.url));
const section = (title: string) => text.split(`\n### ${title}\n`)[1]?.split(/\n##/)[0]?.replace(/\s+/g, " ") ?? "";
const marked = (within: string, mark: string) =>
  [...within.matchAll(new RegExp(`(?<![\\w*])${mark}([^*_]+)${mark}(?![\\w*])`, "g"))].map(([, words]) => words);

/** Titles of panels as the page writes them. */
function titlesOf(dashboard: Dashboard): string[] {
  return panelsOf(dashboard).map(({ title = "" }) => title.replace("${shown}", "…"));
}

for (const dashboard of allDashboards().values()) {
  const title = dashboard.title!;
  Deno.test(`docs/grafana.md says what each panel of ${title} shows, and tells of no other`, () => {
    const labels = (dashboard.templating.list ?? []).map(({ label }) => label ?? "");
    const told = new Set(marked(section(title), "\\*\\*"));
    const titles = titlesOf(dashboard);
    assert.deepEqual(titles.filter((each) => !told.has(each)), []);
    assert.deepEqual([...told].filter((each) => ![...titles, ...labels].includes(each)), []);
  });

  Deno.test(`docs/grafana.md names columns and series of ${title} as they are called there`, () => {
    const named = JSON.stringify(dashboard.panels);
    const unknown = marked(section(title), "_").filter((name) => !named.includes(`"${name}"`));
    assert.deepEqual(unknown, []);
  });
}

Deno.test("docs/grafana.md lists every dashboard", () => {
  const rows = [...text.matchAll(/^\| \*\*(.+?)\*\* /gm)].map(([, title]) => title);
  assert.deepEqual(rows, [...allDashboards().values()].map(({ title }) => title));
});
