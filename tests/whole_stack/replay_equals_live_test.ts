import assert from "node:assert/strict";
import { join } from "node:path";
import { createApi } from "../../api/create_api.ts";
import { runBacktest } from "../../commands/backtest/run_backtest.ts";
import { AGENT_PATH, type AgentMessage } from "../../core/agent_message.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { DETECTION_DEFAULTS, type DetectionSettings } from "../../core/detection/detection_settings.ts";
import { Miner } from "../../core/mining/miner.ts";
import { SourceCounter } from "../../counting/source_counter.ts";
import { sourceHeartbeat } from "../../counting/source_heartbeat.ts";
import { TemplateCatalogue } from "../../counting/template_catalogue.ts";
import { runDetector } from "../../detector/run_detector.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const START_MS = Date.UTC(2026, 2, 1), MINUTE_MS = 60_000, SLOT_MS = 20_000;
const MINUTES = 240;
const SOURCE = "service.log", AGENT = "agent";
/** Windows of a minute: the detector weighs rates once a minute, however long a window is. */
const SETTINGS: DetectionSettings = { ...DETECTION_DEFAULTS, detector: "auto", windowMs: MINUTE_MS };

interface Line {
  readonly atMs: number;
  readonly text: string;
}

/**
 * Four hours of a service: two messages flood it after 45 minutes, of which one is new, a disk fails after two hours, one message comes six times as often
 * after two and a half, all is silent after three.
 */
function serviceLog(): Line[] {
  const lines: Line[] = [];
  const write = (minute: number, count: number, text: string) => {
    for (let i = 0; i < count; i++) {
      const atMs = START_MS + minute * MINUTE_MS + 37 + Math.floor(i * (MINUTE_MS - 100) / count);
      lines.push({ atMs, text: `${new Date(atMs).toISOString()} ${text.replace("#", `${minute * 100 + i}`)}` });
    }
  };
  for (let minute = 0; minute < MINUTES; minute++) {
    if (minute >= 180 && minute < 195) continue;
    const wobble = (minute * 7) % 5;
    write(minute, (minute >= 150 && minute < 158 ? 90 : 15) + wobble, "INFO session # closed");
    write(minute, 22 + (minute * 3) % 7, "INFO order # shipped");
    if (minute % 3 === 0) write(minute, 1, "WARN login # refused");
    if (minute >= 45 && minute < 47) {
      write(minute, 200, "WARN login # refused");
      write(minute, 90, "INFO connection # closed early");
    }
    if (minute >= 120 && minute < 126) write(minute, 9, "ERROR write to disk # failed");
  }
  return lines.sort((a, b) => a.atMs - b.atMs);
}

/** What the detector calls of lines that arrive as they are logged: counted as an agent does, through the api, a store and the detector's own loop. */
async function live(lines: readonly Line[]): Promise<Anomaly[]> {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const clock = new ManualClock(START_MS), stop = new AbortController();
  const limits = { slotMs: SLOT_MS, maxTemplates: 2_000, maxBodyBytes: 1_000_000 };
  const api = createApi({ store, clock, host: "h", version: "1.0.0", ...limits });
  const evaluated = new Set<number>();
  const detector = runDetector({
    ...SETTINGS,
    store,
    clock,
    mode: "fresh",
    signal: stop.signal,
    sinks: [{
      name: "watcher",
      take: (event) => {
        if (event.kind === "window") evaluated.add(event.windowStartMs);
        if (event.kind === "problem") assert.fail(event.message);
      },
    }],
  });
  const send = async (message: AgentMessage) => {
    const body = JSON.stringify(message), headers = { "Content-Type": "application/json" };
    const response = await api.fetch(new Request(`http://localhost${AGENT_PATH}`, { method: "POST", headers, body }));
    assert.equal(response.status, 200, await response.text());
  };
  for (const message of messages(lines)) {
    await clock.advance(message.clockMs - clock.now());
    await send(message);
  }
  const lastMs = START_MS + (MINUTES - 1) * MINUTE_MS;
  for (let second = 0; second < 30 && !evaluated.has(lastMs); second++) await clock.advance(1_000);
  assert.ok(evaluated.has(lastMs), "the last window was evaluated");
  stop.abort();
  await detector;
  await api.stop();
  return await store.anomalies();
}

/** An agent's messages: a slot's counters at its end, and that all before that is told. */
function* messages(lines: readonly Line[]): Generator<AgentMessage> {
  const counter = new SourceCounter({
    source: SOURCE,
    host: "h",
    miner: new Miner(),
    catalogue: new TemplateCatalogue(SOURCE),
  });
  const encoder = new TextEncoder(), bySlot = Map.groupBy(lines, ({ atMs }) => atMs - atMs % SLOT_MS);
  for (let number = 0; number < MINUTES * MINUTE_MS / SLOT_MS; number++) {
    const slotMs = START_MS + number * SLOT_MS, endMs = slotMs + SLOT_MS;
    counter.openSlot(slotMs);
    const onRecord = counter.chunk("live", false);
    for (const { text } of bySlot.get(slotMs) ?? []) {
      const buffer = encoder.encode(text);
      onRecord({ buffer, start: 0, end: buffer.length, lines: 1 });
    }
    const { points, templates, samples } = counter.takeSlot();
    counter.catalogue.sent(templates);
    const batch = points.length === 0 ? null : { agent: AGENT, number, points, templates, samples };
    const standing = { source: SOURCE, totals: counter.totals, sinceMs: START_MS, unstoredMs: Infinity };
    const heartbeat = sourceHeartbeat({ agent: AGENT, host: "h", openSlotMs: endMs }, standing);
    yield { agent: AGENT, batch, heartbeats: [heartbeat], clockMs: endMs };
  }
}

/** What a backtest calls of the same lines in a file. */
async function replayed(lines: readonly Line[]): Promise<Anomaly[]> {
  await using folder = await temporaryFolder();
  const file = join(folder.path, SOURCE);
  await Deno.writeTextFile(file, lines.map(({ text }) => `${text}\n`).join(""));
  const { signal } = new AbortController();
  const { incidents } = await runBacktest({ logs: [{ source: SOURCE, files: [file] }], settings: SETTINGS, signal });
  return incidents.map(({ anomaly }) => anomaly);
}

/** All of incidents but when they were saved and which of a message's lines is shown, in order of time. */
function bare(anomalies: readonly Anomaly[]): unknown[] {
  const incidents = anomalies.filter(({ parent }) => parent === null).map(({ savedMs: _, ...rest }) => rest);
  const sorted = incidents.sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
  return JSON.parse(JSON.stringify(sorted, (key, value) => key === "sample" ? undefined : value));
}

Deno.test("a log gives the same incidents through agent's counting, api, store and detector as in a backtest", async () => {
  const lines = serviceLog();
  const [stored, found] = [await live(lines), await replayed(lines)];
  assert.deepEqual(bare(stored), bare(found));
  for (const { sample } of found) assert.ok(sample === "" || lines.some(({ text }) => sample.endsWith(text)), sample);
  const kinds = found.map(({ kind, startMs }) => `${kind} at ${Math.floor((startMs - START_MS) / MINUTE_MS)}`);
  assert.ok(found.length >= 3, kinds.join(", "));
  for (const minute of [45, 120, 150, 180]) {
    assert.ok(kinds.some((kind) => kind.endsWith(` at ${minute}`)), `${minute} in ${kinds}`);
  }
});
