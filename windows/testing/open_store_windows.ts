import type { CounterPoint } from "../../core/counter_batch.ts";
import { LEVELS } from "../../core/mining/header/levels.ts";
import { Miner } from "../../core/mining/miner.ts";
import { Outage } from "../../store/outage.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import type { Store } from "../../store/store.ts";
import { ManualClock } from "../../testing/manual_clock.ts";
import { MinedTemplates } from "../mined_templates.ts";
import { StoreWindows } from "../store_windows.ts";
import type { OpenedWindows } from "./contract.ts";
import { type ScriptedLine, WINDOW_MS, written } from "./scripted_lines.ts";

const SLOT_MS = 1000;
const ENCODER = new TextEncoder();

/** A store that holds what agents made of what was logged, one agent for each source. */
export async function openStoreWindows(lines: readonly ScriptedLine[]): Promise<OpenedWindows> {
  const store = openSqliteStore(":memory:", { retentionMs: Infinity });
  for (const [source, ofSource] of Map.groupBy(lines, ({ source }) => source)) await log(store, source, ofSource);
  const clock = new ManualClock(Math.max(...lines.map(({ atMs }) => atMs)) + SLOT_MS);
  const outage = new Outage(store.description, () => {});
  return {
    windows: new StoreWindows({ store, clock, windowMs: WINDOW_MS, outage }),
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

async function log(store: Store, source: string, lines: readonly ScriptedLine[]): Promise<void> {
  const miner = new Miner();
  const templates = new MinedTemplates(source);
  const slots = lines.map(({ atMs }) => atMs - atMs % SLOT_MS);
  const handles = lines.map((line, index) => {
    const bytes = ENCODER.encode(written([line]).trimEnd());
    const handle = miner.mine(bytes, 0, bytes.length);
    templates.apply(miner.takeEvents(), slots[index]!);
    return { handle, level: LEVELS[miner.lastLevel]!, slotMs: slots[index]! };
  });
  const points = handles.map(({ handle, level, slotMs }): CounterPoint => {
    const { id: template } = miner.template(handle);
    return { source, host: "-", level, template, mode: "live", slotMs, count: 1 };
  });
  await store.saveTemplates(templates.rows());
  for (const [number, point] of points.entries()) {
    await store.writeCounters({ agent: source, number, points: [point], templates: [], samples: [] }, point.slotMs);
  }
  const zeros = { read: 0, counted: 0, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0 };
  const watermarkMs = slots.at(-1)! + SLOT_MS;
  const span = { watermarkMs, sinceMs: slots[0]!, firstLiveMs: slots[0]! };
  await store.saveHeartbeats([{ agent: source, source, host: "-", ...zeros, ...span }], watermarkMs);
}
