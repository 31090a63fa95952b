import assert from "node:assert/strict";
import type { CounterPoint } from "../../core/counter_batch.ts";
import { allDashboards } from "../../dashboards/generate.ts";
import { STRETCH_MS } from "../../store/influx/late_marks.ts";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { influxForTests } from "../../store/influx/testing/influx_for_tests.ts";
import type { Store } from "../../store/store.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { Frame } from "./grafana/frame.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { panelsOf, walkDashboard } from "./walk.ts";
import { writeLines } from "./write_lines.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BUCKET = "sums";
const SOURCES = ["shop.log", "proxy.log"];
const ignore = !await needsInflux("tests/dashboards");
const influx = influxForTests({ ignore });

Deno.test({
  name:
    "a day of many lines is read from sums, and says the same as its counters do, before and after something comes late",
  ignore,
  async fn() {
    await using store = await openInfluxStore({ ...influx.server(), bucket: BUCKET, retentionMs: 30 * 24 * HOUR_MS });
    // Ends between two stretches, as a range does that follows the clock.
    const toMs = Math.floor(Date.now() / STRETCH_MS) * STRETCH_MS - 17 * MINUTE_MS;
    await writeTwoDays(store, toMs);
    const counters = await shown(toMs);
    assert.equal(counters.templates.length, 6);
    assert.deepEqual(counters.changed.map(([change, , template]) => `${change} ${template}`).sort(), [
      "fewer gone",
      "more more",
      "new fresh",
    ]);
    await store.sumCounters(Date.now() + 10 * MINUTE_MS);
    assert.ok(await isReadFromSums(toMs), "the sums count");
    assert.deepEqual(await shown(toMs), counters);

    const lateMs = toMs - 5 * HOUR_MS - 3 * MINUTE_MS;
    const late = {
      source: SOURCES[0],
      host: "h",
      level: "info",
      template: "steady",
      mode: "live",
      slotMs: lateMs,
    } as const;
    await store.writeCounters(
      { agent: "b", number: 1, points: [{ ...late, count: 7 }], templates: [], samples: [] },
      Date.now() + 15 * MINUTE_MS,
    );
    const after = await shown(toMs);
    const lines = (rows: Row[]) =>
      Number(rows.find(([template, source]) => template === "steady" && source === SOURCES[0])![2]);
    assert.equal(lines(after.templates), lines(counters.templates) + 7);
    await store.sumCounters(Date.now() + 20 * MINUTE_MS);
    assert.deepEqual(await shown(toMs), after);
  },
});

type Row = unknown[];

/** What Patterns and "What changed" say of the day before `toMs`. Bars are exact to ten minutes, which sums are made of. */
async function shown(toMs: number): Promise<{ readonly templates: Row[]; readonly changed: Row[] }> {
  const [templates] = await ask("patterns.json", "Templates", toMs);
  const [changed] = await ask("overview.json", "What changed", toMs);
  return {
    templates: rowsOf(templates, [
      "template",
      "source",
      "lines",
      "level",
      "last_seen",
      "first_seen",
      "novelty",
      "text",
    ]),
    changed: rowsOf(changed, ["change", "source", "template", "lines", "expected", "times"]),
  };
}

/** Whether a sum that is not what its counters say is shown. */
async function isReadFromSums(toMs: number): Promise<boolean> {
  const atMs = Math.floor((toMs - 3 * HOUR_MS) / STRETCH_MS) * STRETCH_MS;
  const put = (count: number) => {
    const line = `count_sums,source=${SOURCES[0]},template=steady,level=info,mode=history count=${count}i ${atMs}`;
    return writeLines(influx.server(), { bucket: BUCKET, lines: [line] });
  };
  const linesOf = async () =>
    Number(
      (await shown(toMs)).templates.find(([template, source]) => template === "steady" && source === SOURCES[0])![2],
    );
  const before = await linesOf();
  await put(1000);
  const during = await linesOf();
  await put(0);
  return during === before + 1000 && await linesOf() === before;
}

async function ask(file: string, title: string, toMs: number): Promise<readonly Frame[]> {
  const dashboard = allDashboards().get(file)!;
  let found: readonly Frame[] = [];
  await walkDashboard({
    ...dashboard,
    panels: panelsOf(dashboard).filter((panel) => panel.title === title),
    annotations: {},
  }, {
    run: fluxOf(influx.server()),
    range: { fromMs: toMs - 24 * HOUR_MS, toMs, intervalMs: MINUTE_MS },
    picked: { bucket: BUCKET },
    onPanel: (_, frames) => void (found = frames),
  });
  return found;
}

function rowsOf(frame: Frame, names: readonly string[]): Row[] {
  const columns = names.map((name) => frame.fields.find((field) => field.name === name)!.values);
  return columns[0].map((_, i) => columns.map((values) => values[i])).sort();
}

/** Two sources with lines of two levels, hosts and modes, a template that replaced another, one that is new, more or gone on the second day. */
async function writeTwoDays(store: Store, toMs: number): Promise<void> {
  const fromMs = toMs - 48 * HOUR_MS, middleMs = toMs - 24 * HOUR_MS;
  const row = { text: "", sample: "", firstSeenMs: fromMs, initial: false, updatedMs: fromMs };
  const ids = ["steady", "gone", "more", "old"].map((id) => ({ ...row, id, text: id, source: SOURCES[0] }));
  await store.saveTemplates([
    ...ids.map((each) => each.id === "old" ? { ...each, replacedBy: "steady" } : each),
    { ...row, id: "fresh", text: "fresh", source: SOURCES[0], firstSeenMs: middleMs + 7 * HOUR_MS },
    { ...row, id: "steady", text: "steady", source: SOURCES[1] },
    { ...row, id: "past", text: "past", source: SOURCES[1] },
  ]);
  const points: CounterPoint[] = [];
  const add = (source: string, template: string, slotMs: number, rest: Partial<CounterPoint> = {}) =>
    points.push({ source, template, slotMs, host: "h", level: "info", mode: "live", count: 1, ...rest });
  for (let at = fromMs, i = 0; at < toMs; at += 3 * MINUTE_MS + 7_000, i++) {
    const isSecond = at >= middleMs;
    const slotMs = Math.floor(at / 1000) * 1000;
    add(SOURCES[0], i % 5 === 0 ? "old" : "steady", slotMs, { host: i % 2 ? "h" : "g", count: 60_000 });
    add(SOURCES[0], "more", slotMs, { count: isSecond ? 4 : 1, level: i % 3 ? "info" : "error" });
    add(SOURCES[1], "steady", slotMs, { level: "warn" });
    if (!isSecond) add(SOURCES[0], "gone", slotMs);
    if (at >= middleMs + 7 * HOUR_MS) add(SOURCES[0], "fresh", slotMs);
    if (i % 10 === 0) add(SOURCES[1], "past", slotMs, { mode: "history" });
  }
  await store.writeCounters({ agent: "a", number: 1, points, templates: [], samples: [] }, Date.now());
  const band = { template: "*", actual: 5, expected: 5, lower: 0, upper: 20 };
  const windows = Array.from({ length: 48 * 60 }, (_, i) => fromMs + i * MINUTE_MS);
  for (const source of SOURCES) {
    await store.saveBaselines(windows.map((windowStartMs) => ({ ...band, source, windowStartMs })));
  }
}
