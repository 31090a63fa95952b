/**
 * Times a store at 1,000 templates: what the agent's writes, the detector's check and the save of an anomaly cost, young
 * and after half an hour of data.
 *
 * `deno run -A bench/store_bench.ts [MINUTES]`
 */
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { CounterBatch } from "../core/counter_batch.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import type { AnomalyStore } from "../store/ports/anomalies.ts";
import type { CounterStore } from "../store/ports/counters.ts";
import type { WindowStore } from "../store/ports/windows.ts";

const TEMPLATES = 1000;
const SLOT_MS = 1000;
const WINDOW_MS = 2000;
const HOUR_MS = 3_600_000;

if (import.meta.main) {
  const minutes = Number(Deno.args[0] ?? 30);
  const folder = await Deno.makeTempDir({ prefix: "logiq-bench-" });
  const path = `${folder}/store.db`;
  try {
    await using store = openSqliteStore(path, { retentionMs: Infinity });
    for (const line of await benchStore(store, minutes)) console.log(line);
    console.log(`file ${(Deno.statSync(path).size / (minutes * 60 * TEMPLATES)).toFixed(1)} bytes a point`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Fills an empty store with `minutes` of data and times it on the way; one line of text for each figure. */
export async function benchStore(
  store: CounterStore & WindowStore & AnomalyStore,
  minutes: number,
): Promise<string[]> {
  const startMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS;
  const slots = minutes * 60;
  const lines: string[] = [];
  const writes: number[] = [];
  for (let slot = 0; slot < slots; slot++) {
    const batch = batchOf([startMs + slot * SLOT_MS], slot);
    writes.push(await timed(() => store.writeCounters(batch, Date.now())));
    if (slot === 119 || slot === slots - 1) {
      const endMs = startMs + Math.floor((slot + 1) * SLOT_MS / WINDOW_MS) * WINDOW_MS;
      lines.push(...(await queries(store, endMs)).map((line) => `after ${slot + 1} s: ${line}`));
    }
  }
  lines.push(`writeCounters, 1,000 points: ${summary(writes)}`);
  const double = await repeat(30, (i) => {
    const slotsMs = [startMs + slots * SLOT_MS + 2 * i * SLOT_MS, startMs + slots * SLOT_MS + (2 * i + 1) * SLOT_MS];
    return store.writeCounters(batchOf(slotsMs, slots + i), Date.now());
  });
  lines.push(`writeCounters, 2,000 points: ${summary(double)}`);
  lines.push(`saveAnomalies, one: ${summary(await repeat(50, (i) => store.saveAnomalies([anomaly(i, startMs)])))}`);
  return lines;
}

async function queries(store: CounterStore & WindowStore, endMs: number): Promise<string[]> {
  const range = (windows: number) => ({
    fromMs: endMs - windows * WINDOW_MS,
    toMs: endMs,
    windowMs: WINDOW_MS,
  });
  return [
    `sourceWindows, 1 window: ${summary(await repeat(20, () => store.sourceWindows(range(1))))}`,
    `sourceWindows, 20 windows: ${summary(await repeat(20, () => store.sourceWindows(range(20))))}`,
    `windowStatistics, 30 windows: ${
      summary(await repeat(20, () => store.windowStatistics({ source: "bench", ...range(30) })))
    }`,
    `templateCounts, all: ${summary(await repeat(5, () => store.templateCounts()))}`,
  ];
}

function batchOf(slotsMs: readonly number[], number: number): CounterBatch {
  const points = slotsMs.flatMap((slotMs) =>
    Array.from({ length: TEMPLATES }, (_, i) => ({
      source: "bench",
      host: "node-1",
      level: "info",
      template: `template-${i}`,
      mode: "live" as const,
      slotMs,
      count: 1 + i % 7,
    }))
  );
  return { agent: "6f1c2b3a-bench", number, points, templates: [], samples: [] };
}

function anomaly(i: number, startMs: number): Anomaly {
  return {
    id: `bench-${i}`,
    kind: "frequency",
    source: "bench",
    template: "*",
    title: "More lines than expected",
    text: "10 times as many lines as expected",
    severity: "critical",
    startMs,
    endMs: startMs + WINDOW_MS,
    windowMs: WINDOW_MS,
    actual: 1000,
    expected: 100,
    threshold: 140,
    score: 90,
    sample: "GET / 200",
    savedMs: startMs + WINDOW_MS,
    parent: null,
    label: null,
  };
}

async function repeat(times: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const results: number[] = [];
  for (let i = 0; i < times; i++) results.push(await timed(() => work(i)));
  return results;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function summary(times: readonly number[]): string {
  const ordered = times.toSorted((a, b) => a - b);
  const at = (share: number) => ordered[Math.min(ordered.length - 1, Math.floor(share * ordered.length))].toFixed(1);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}
