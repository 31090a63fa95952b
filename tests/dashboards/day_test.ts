import assert from "node:assert/strict";
import { allDashboards } from "../../dashboards/generate.ts";
import { influxForTests } from "../../store/influx/testing/influx_for_tests.ts";
import type { Store } from "../../store/store.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { WINDOW_MS, writeHeartbeat } from "./demo_data.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { walkDashboard } from "./walk.ts";
import { writeLines } from "./write_lines.ts";

const BUCKET = "day";
const SOURCE = "shop.log";
const TEMPLATES = ["reply", "login", "fail"];
const HOUR_MS = 3_600_000;
const SLOT_MS = 1_000;
/** A query whose answer takes longer than that holds up whoever looks at a day. */
const MOST_MS = 1_000;
const ROUNDS = 3;
const ignore = !await needsInflux("tests/dashboards");
const influx = influxForTests({ ignore });

Deno.test({
  name: "every query over a day of seconds is answered within a second: of panels, variables and marks",
  ignore,
  async fn() {
    const toMs = Math.floor(Date.now() / WINDOW_MS) * WINDOW_MS;
    await using store = await influx.openStore({ bucket: BUCKET, retentionMs: 30 * 24 * HOUR_MS });
    await writeDay(store, toMs);
    const times = new Map<string, number[]>();
    const run = async (flux: string) => {
      const startMs = performance.now();
      const frames = await fluxOf(influx.server())(flux);
      times.set(flux, [...times.get(flux) ?? [], performance.now() - startMs]);
      return frames;
    };
    const range = { fromMs: toMs - 24 * HOUR_MS, toMs, intervalMs: 60_000, defaultBucket: BUCKET };
    for (const dashboard of allDashboards().values()) {
      for (let round = 0; round < ROUNDS; round++) await walkDashboard(dashboard, { run, range });
    }
    assert.ok(times.size > 40, `${times.size} queries`);
    // The shortest, for others may be at work on the machine.
    const slow = [...times].filter(([, each]) => Math.min(...each) > MOST_MS);
    assert.deepEqual(slow, []);
  },
});

/** A day of what an agent and a detector leave behind each second and each window. */
async function writeDay(store: Store, toMs: number): Promise<void> {
  const row = { source: SOURCE, sample: "", firstSeenMs: toMs - 24 * HOUR_MS, initial: true, updatedMs: toMs };
  await store.saveTemplates(TEMPLATES.map((id) => ({ ...row, id, text: `${id} <*>` })));
  for (let fromMs = toMs - 24 * HOUR_MS; fromMs < toMs; fromMs += HOUR_MS) {
    await writeLines(influx.server(), { bucket: BUCKET, lines: hour(fromMs) });
  }
  await writeHeartbeat(store, { source: SOURCE, firstLiveMs: toMs - 24 * HOUR_MS, nowMs: Date.now() });
}

function hour(fromMs: number): string[] {
  const slots = Array.from({ length: HOUR_MS / SLOT_MS }, (_, i) => fromMs + i * SLOT_MS);
  const windows = slots.filter((at) => at % WINDOW_MS === 0);
  const beat = "behind_ms=40i,counted=5i,lag_bytes=0i,lag_ms=3i,rejected=0i,spool_bytes=0i";
  const band = "actual=10,expected=9.5,lower=2,upper=20";
  return [
    ...slots.map((at) => `heartbeats,agent=a,source=${SOURCE} ${beat} ${at}`),
    ...slots.flatMap((at) =>
      TEMPLATES.map((id) =>
        `log_counts,agent=a,host=h,level=info,mode=live,source=${SOURCE},template=${id} count=2i ${at}`
      )
    ),
    ...windows.flatMap((at) =>
      ["*", ...TEMPLATES].map((id) => `baselines,source=${SOURCE},template=${id} ${band} ${at}`)
    ),
    ...windows.map((at) => `logiq_checks,source=${SOURCE} delay_ms=60i ${at}`),
  ];
}
