import assert from "node:assert/strict";
import { allDashboards } from "../../dashboards/generate.ts";
import { influxForTests } from "../../store/influx/testing/influx_for_tests.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import type { Frame } from "./grafana/frame.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { walkDashboard } from "./walk.ts";

const BUCKET = "timeless";
const SOURCE = "shop.log";
const MINUTE = 60_000;
const ignore = !await needsInflux("tests/dashboards");
const influx = influxForTests({ ignore });

Deno.test({
  name: "lines whose time is not known are counted, and no chart or course shows them when they were read",
  ignore,
  async fn() {
    await using store = await influx.openStore({ bucket: BUCKET });
    const toMs = Math.floor(Date.now() / MINUTE) * MINUTE, fromMs = toMs - 12 * MINUTE;
    const row = { text: "paid", sample: "paid", firstSeenMs: fromMs, initial: true, updatedMs: fromMs };
    await store.saveTemplates([{ ...row, id: "t", source: SOURCE }]);
    const line = { source: SOURCE, template: "t", host: "h", level: "info", mode: "live", count: 5 } as const;
    const points = Array.from({ length: 12 }, (_, i) => ({ ...line, slotMs: fromMs + i * MINUTE }));
    const read = { ...line, mode: "backlog" as const, slotMs: fromMs + 6 * MINUTE, count: 100_000 };
    await store.writeCounters({ agent: "a", number: 1, points: [...points, read], templates: [], samples: [] }, toMs);
    const open = async (file: string) => {
      const frames = new Map<string, readonly Frame[]>();
      await walkDashboard(allDashboards().get(file)!, {
        run: fluxOf(influx.server()),
        range: { fromMs, toMs, intervalMs: MINUTE },
        picked: { bucket: BUCKET, template: "t" },
        onPanel: ({ title = "" }, shown) => void frames.set(title, shown),
      });
      return frames;
    };
    const listed = (await open("patterns.json")).get("Templates")!;
    assert.deepEqual(valuesOf(listed, "lines"), [100_060]);
    assert.deepEqual(valuesOf(listed, "course"), ["█".repeat(12)]);
    const shown = await open("template.json");
    assert.deepEqual(valuesOf(shown.get("In figures")!, "lines"), [100_060]);
    assert.equal(Math.max(...valuesOf(shown.get("Lines by host and level")!, "Value").map(Number)), 5 / 60);
  },
});

function valuesOf(frames: readonly Frame[], name: string): unknown[] {
  return frames.flatMap(({ fields }) => fields.filter((field) => field.name === name).flatMap(({ values }) => values));
}
