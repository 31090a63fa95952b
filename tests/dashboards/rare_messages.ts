import type { CounterPoint } from "../../core/counter_batch.ts";
import { alarmOf } from "../../core/detection/alarms_of.ts";
import type { Store } from "../../store/store.ts";
import type { QueryRange } from "./grafana/interpolate.ts";

const SOURCE = "rare.log";
const WINDOW_MS = 2_000;
const RANGE_MS = 600_000;

/**
 * Writes half an hour of a source that says `rare` once a minute, as its baselines of a minute have forgotten each time; `gone` every ten
 * seconds, in the first 20 minutes alone; `storm` as often in the sixth minute alone, which was called; `often` in each window; `slight` somewhat more
 * in the last ten minutes, as one of 200 messages is by chance; and `fresh` once, in the last minute.
 *
 * @returns the last ten minutes.
 */
export async function writeRareMessages(store: Store, nowMs: number): Promise<QueryRange> {
  const toMs = Math.floor(nowMs / 60_000) * 60_000;
  const fromMs = toMs - 3 * RANGE_MS;
  const starts = Array.from({ length: 3 * RANGE_MS / WINDOW_MS }, (_, i) => fromMs + i * WINDOW_MS);
  const changeMs = toMs - RANGE_MS;
  const stormMs = fromMs + 6 * 60_000;
  const points = starts.flatMap((slotMs): CounterPoint[] => [
    point("often", slotMs, 5),
    ...(slotMs % 60_000 === 0 ? [point("rare", slotMs, 1)] : []),
    ...(slotMs % 10_000 === 0 && slotMs < changeMs ? [point("gone", slotMs, 1)] : []),
    ...(stormMs <= slotMs && slotMs < stormMs + 60_000 ? [point("storm", slotMs, 10)] : []),
    ...((slotMs - fromMs) % RANGE_MS === 120_000 ? [point("slight", slotMs, slotMs < changeMs ? 49 : 69)] : []),
    ...(slotMs === toMs - 30_000 ? [point("fresh", slotMs, 1)] : []),
  ]);
  await store.writeCounters({ agent: "agent-1", number: 1, points, templates: [], samples: [] }, nowMs);
  await store.saveBaselines(starts.flatMap((windowStartMs) => [
    { ...band(5), template: "*", windowStartMs },
    { ...band(5), template: "often", windowStartMs },
    ...(windowStartMs % 60_000 === 0 ? [{ ...band(0), template: "rare", windowStartMs }] : []),
  ]));
  const called = { kind: "pattern", source: SOURCE, template: "storm", startMs: stormMs, endMs: stormMs + 60_000 };
  const figures = { actual: 300, expected: 0, lower: 0, upper: 2, perDay: 0.001, spanMs: 60_000 };
  await store.saveAlarms([alarmOf({ ...called, ...figures }, "storm-1")]);
  const row = { source: SOURCE, sample: "", initial: false, firstSeenMs: fromMs, updatedMs: fromMs };
  await store.saveTemplates([
    ...["often", "rare", "gone", "storm", "slight"].map((id) => ({ ...row, id, text: id })),
    { ...row, id: "fresh", text: "fresh", firstSeenMs: toMs - 30_000 },
  ]);
  return { fromMs: changeMs, toMs, intervalMs: WINDOW_MS };
}

/**
 * Writes ten minutes of 70 sources that all say `often`; one of them was watched last, in the range, and one says `fresh` once.
 *
 * @returns the ten minutes.
 */
export async function writeSharedMessages(store: Store, nowMs: number): Promise<QueryRange> {
  const toMs = Math.floor(nowMs / 60_000) * 60_000;
  const fromMs = toMs - RANGE_MS;
  const sources = Array.from({ length: 70 }, (_, i) => `shared-${i}.log`);
  const often = sources.map((source) => ({ ...point("often", toMs - 60_000, 50), source }));
  const points = [...often, { ...point("fresh", toMs - 30_000, 1), source: sources[1] }];
  await store.writeCounters({ agent: "agent-1", number: 1, points, templates: [], samples: [] }, nowMs);
  const windowStartMs = fromMs + 60_000;
  await store.saveBaselines(sources.map((source) => ({ ...band(5), source, template: "*", windowStartMs })));
  const row = { id: "often", text: "often", sample: "", initial: false, updatedMs: fromMs };
  await store.saveTemplates([
    ...sources.map((source, i) => ({ ...row, source, firstSeenMs: i === 0 ? fromMs + 1_000 : fromMs - 60_000 })),
    { ...row, source: sources[1], id: "fresh", text: "fresh", firstSeenMs: toMs - 30_000 },
  ]);
  return { fromMs, toMs, intervalMs: WINDOW_MS };
}

function point(template: string, slotMs: number, count: number): CounterPoint {
  return { source: SOURCE, host: "web-1", level: "info", template, mode: "live", slotMs, count };
}

function band(expected: number) {
  return { source: SOURCE, actual: expected, expected, lower: 0, upper: expected + 8 };
}
