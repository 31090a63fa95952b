import assert from "node:assert/strict";
import { join } from "node:path";
import { runAgent } from "../../agent/run_agent.ts";
import { createApi } from "../../api/create_api.ts";
import { runBacktest } from "../../commands/backtest/run_backtest.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { DETECTION_DEFAULTS, type DetectionSettings } from "../../core/detection/detection_settings.ts";
import { EVERY_LINE } from "../../core/mining/records/record_rule.ts";
import { runDetector } from "../../detector/run_detector.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const START_MS = Date.UTC(2026, 2, 1), WINDOW_MS = 2_000, WINDOWS = 300;
const SOURCE = "service.log";
const SETTINGS: DetectionSettings = { ...DETECTION_DEFAULTS, detector: "auto", windowMs: WINDOW_MS };

/** Lines of a window: ten minutes, six times as many of one message in the seventh, none for 20 s in the ninth. */
function linesOf(window: number): string[] {
  if (window >= 240 && window < 250) return [];
  const sessions = window >= 180 && window < 210 ? 36 : 6 + window * 7 % 3;
  const texts = [
    ...Array.from({ length: sessions }, (_, i) => `INFO session ${window * 100 + i} closed`),
    ...Array.from({ length: 3 + window % 3 }, (_, i) => `INFO order ${window * 100 + i} shipped`),
  ];
  return texts.map((text, i) => {
    const atMs = START_MS + window * WINDOW_MS + Math.floor(i * (WINDOW_MS - 100) / texts.length);
    return `${new Date(atMs).toISOString()} ${text}\n`;
  });
}

/** What is called of lines that an agent reads from a file that grows, by way of its spool, the api and the store. */
async function live(folder: string): Promise<Anomaly[]> {
  const file = join(folder, SOURCE);
  await Deno.writeTextFile(file, "");
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock(START_MS), stop = new AbortController(), { signal } = stop;
  const limits = { slotMs: WINDOW_MS, maxTemplates: 2_000, maxBodyBytes: 1_000_000 };
  const api = createApi({ store, clock, host: "h", version: "1.0.0", ...limits });
  const agent = runAgent({
    files: [file],
    stateFolder: join(folder, "state"),
    apiUrl: "http://localhost",
    host: "h",
    transport: api.fetch,
    clock,
    slotMs: WINDOW_MS,
    windowMs: WINDOW_MS,
    openRule: () => EVERY_LINE,
    signal,
  });
  const detector = runDetector({ ...SETTINGS, store, clock, mode: "fresh", signal, sinks: [] });
  await until(async () => (await store.heartbeats()).length > 0);
  for (let window = 0; window < WINDOWS; window++) {
    const endMs = START_MS + (window + 1) * WINDOW_MS;
    await Deno.writeTextFile(file, linesOf(window).join(""), { append: true });
    await clock.advance(endMs - clock.now());
    await until(() => hasStored(store, endMs));
  }
  await clock.advance(10 * WINDOW_MS);
  stop.abort();
  await Promise.all([agent, detector]);
  await api.stop();
  return await store.anomalies();
}

/** Whether all that was logged before a time is in the store. */
async function hasStored(store: Store, beforeMs: number): Promise<boolean> {
  return (await store.heartbeats()).every(({ watermarkMs }) => watermarkMs >= beforeMs);
}

/** Waits for what goes by the machine's time: files and the spool's disk. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  const lastMs = performance.now() + 20_000;
  while (!await condition()) {
    assert.ok(performance.now() < lastMs, "what was logged was stored in time");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function replayed(folder: string): Promise<Anomaly[]> {
  const file = join(folder, SOURCE);
  const logs = [{ source: SOURCE, files: [file] }];
  const { incidents } = await runBacktest({ logs, settings: SETTINGS, signal: new AbortController().signal });
  return incidents.map(({ anomaly }) => anomaly);
}

function bare(anomalies: readonly Anomaly[]): unknown[] {
  const incidents = anomalies.filter(({ parent }) => parent === null)
    .map(({ id, kind, source, template, startMs, endMs, actual, expected, score, incident }) => {
      return { id, kind, source, template, startMs, endMs, actual, expected, score, incident };
    });
  return JSON.parse(JSON.stringify(incidents.sort((a, b) => a.startMs - b.startMs), likeness));
}

/** An agent shows a line of a message every 10 s, a backtest has them all: which one is shown differs, what it says and its minute do not. */
function likeness(key: string, value: unknown): unknown {
  return key === "sample" && typeof value === "string"
    ? value.slice(0, 16) + value.slice(24).replaceAll(/\d/g, "")
    : value;
}

Deno.test("a log gives the same incidents through runAgent(), api, store and detector by windows of 2 s as in a backtest", async () => {
  await using folder = await temporaryFolder();
  const stored = bare(await live(folder.path));
  const found = await replayed(folder.path);
  assert.deepEqual(stored, bare(found));
  assert.deepEqual(found.map(({ kind }) => kind), ["spike"]);
});
