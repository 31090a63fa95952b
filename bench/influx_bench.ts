/**
 * Times the detector's check on InfluxDB at 1,000 templates with one point per 10 s each, in buckets of several ages, while
 * counters go on being written.
 *
 * `deno run -A bench/influx_bench.ts [HOURS…]`, 1, 6 and 24 by default. Needs an influxd (`deno task services`).
 */
import type { CounterBatch } from "../core/counter_batch.ts";
import { openInfluxStore } from "../store/influx/influx_store.ts";
import type { Store } from "../store/store.ts";
import { startInflux } from "../tools/services/influx_server.ts";

const TEMPLATES = 1000;
const SLOT_MS = 10_000;
const WINDOW_MS = 2000;
const HOUR_MS = 3_600_000;
const CHECKS = 100;
const SLOTS_PER_WRITE = 10;

/** A tenth of the templates has been replaced by others. */
const LINEAGE = new Map(Array.from({ length: TEMPLATES / 10 }, (_, i) => [templateId(2 * i), templateId(2 * i + 1)]));

if (import.meta.main) {
  const hours = Deno.args.length > 0 ? Deno.args.map(Number) : [1, 6, 24];
  for await (const line of benchInflux(hours)) console.log(line);
}

/** One line of text for each figure, as they come. */
export async function* benchInflux(ages: readonly number[]): AsyncGenerator<string> {
  const folder = await Deno.makeTempDir({ prefix: "logiq-bench-" });
  const server = await startInflux({ folder });
  try {
    for (const hours of ages) {
      await using store = await openInfluxStore({
        ...server,
        bucket: `bench_${hours}h`,
        retentionMs: 30 * 24 * HOUR_MS,
      });
      const endMs = Math.floor(Date.now() / SLOT_MS) * SLOT_MS - CHECKS * SLOT_MS;
      const fillMs = await fill(store, endMs - hours * HOUR_MS, endMs);
      const points = hours * HOUR_MS / SLOT_MS * TEMPLATES;
      yield `${hours} h: ${points.toLocaleString("en")} points written at ${Math.round(points / fillMs)} per ms`;
      for (const line of await check(store, endMs)) yield `${hours} h: ${line}`;
    }
  } finally {
    await server.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

async function fill(store: Store, fromMs: number, toMs: number): Promise<number> {
  const templates = Array.from({ length: TEMPLATES }, (_, i) => ({
    source: "bench",
    id: templateId(i),
    text: `user <*> did ${i} things in <*> s`,
    sample: `user anna did ${i} things in 2 s`,
    firstSeenMs: fromMs,
    initial: true,
    updatedMs: fromMs,
  }));
  await store.saveTemplates(templates);
  const startMs = performance.now();
  for (let slotMs = fromMs; slotMs < toMs; slotMs += SLOTS_PER_WRITE * SLOT_MS) {
    const slots = Array.from({ length: SLOTS_PER_WRITE }, (_, i) => slotMs + i * SLOT_MS).filter((ms) => ms < toMs);
    await store.writeCounters(batchOf(slots), Date.now());
  }
  return performance.now() - startMs;
}

/** Each round writes one slot and then does what a detector does in the window that holds it. */
async function check(store: Store, startMs: number): Promise<string[]> {
  const figures = new Map<string, number[]>();
  async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const startMs = performance.now();
    const result = await work();
    figures.set(name, [...figures.get(name) ?? [], performance.now() - startMs]);
    return result;
  }
  for (let round = 0; round < CHECKS; round++) {
    const slotMs = startMs + round * SLOT_MS;
    await timed("writeCounters, 1,000 points", () => store.writeCounters(batchOf([slotMs]), Date.now()));
    await store.saveHeartbeats([heartbeat(slotMs)], Date.now());
    const window = { fromMs: slotMs, toMs: slotMs + WINDOW_MS, windowMs: WINDOW_MS };
    await timed("check, all of it", async () => {
      await timed("heartbeats", () => store.heartbeats({ seenSinceMs: Date.now() - 3 * WINDOW_MS }));
      await timed("templates, changed", () => store.templates({ changedSinceMs: slotMs }));
      const windows = await timed(
        "sourceWindows, 1 window",
        () => store.sourceWindows({ ...window, sources: ["bench"] }),
      );
      const counts = [...windows[0]?.counts ?? []];
      if (counts.length < TEMPLATES) throw new Error(`Cannot time checks: got ${counts.length} counts`);
      await timed(
        "saveBaselines, 1,000 rows",
        () =>
          store.saveBaselines(counts.map(([template, count]) => ({
            source: "bench",
            template,
            windowStartMs: slotMs,
            actual: count,
            expected: 5,
            lower: 0,
            upper: 20,
          }))),
      );
    });
    if (round % 10 > 0) continue;
    const range = { ...window, fromMs: slotMs - 29 * WINDOW_MS };
    await timed("sourceWindows, 30 windows", () => store.sourceWindows({ ...range, sources: ["bench"] }));
    await timed(
      "windowStatistics, 30 windows",
      () => store.windowStatistics({ ...range, source: "bench", lineage: LINEAGE }),
    );
    await timed("templates, all", () => store.templates());
    if (round % 50 === 0) await timed("templateCounts, all time", () => store.templateCounts());
  }
  return [...figures].map(([name, values]) => `${name}: ${summary(values)}`);
}

function batchOf(slotsMs: readonly number[]): CounterBatch {
  const points = slotsMs.flatMap((slotMs) =>
    Array.from({ length: TEMPLATES }, (_, i) => ({
      source: "bench",
      host: "node-1",
      level: i % 5 > 0 ? "info" : "error",
      template: templateId(i),
      mode: "live" as const,
      slotMs,
      count: 1 + (i * 7 + slotMs / SLOT_MS) % 40,
    }))
  );
  return { agent: "6f1c2b3a-bench", number: slotsMs[0] / SLOT_MS % 1e9, points, templates: [], samples: [] };
}

function templateId(i: number): string {
  return (i * 2_654_435_761 % 2 ** 32).toString(16).padStart(16, "0");
}

function heartbeat(watermarkMs: number) {
  return {
    agent: "6f1c2b3a-bench",
    source: "bench",
    host: "node-1",
    read: 1,
    counted: 1,
    rejected: 0,
    lagBytes: 0,
    lagMs: 0,
    watermarkMs,
    sinceMs: 0,
    firstLiveMs: 0,
    spoolBytes: 0,
  };
}

function summary(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))])}`;
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms (${sorted.length})`;
}
