import assert from "node:assert/strict";
import type { ObservedWindow } from "../core/detection/observed/observed_window.ts";
import type { Mode } from "../core/mode.ts";
import { Outage } from "../store/outage.ts";
import { openSqliteStore } from "../store/sqlite/sqlite_store.ts";
import { ManualClock } from "../testing/manual_clock.ts";
import { StorePast } from "./store_past.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const START_MS = Date.UTC(2026, 2, 2);

interface Counted {
  readonly minute: number;
  readonly template?: string;
  readonly mode?: Mode;
  readonly count?: number;
}

/** What is told before a minute of what was counted. */
async function past(
  counted: readonly Counted[],
  { beforeMinute, spanMs = 30 * DAY_MS, hasRest }: {
    readonly beforeMinute: number;
    readonly spanMs?: number;
    readonly hasRest?: boolean;
  },
): Promise<ObservedWindow[]> {
  await using store = openSqliteStore(":memory:", { retentionMs: Infinity });
  const points = counted.map(({ minute, template = "a", mode = "history", count = 1 }) => {
    const slotMs = START_MS + minute * MINUTE_MS;
    return { source: "web", host: "-", level: "info", template, mode, slotMs, count };
  });
  await store.writeCounters({ agent: "agent", number: 0, points, templates: [], samples: [] }, START_MS);
  const row = { source: "web", text: "", sample: "", firstSeenMs: points[0]!.slotMs, initial: true, updatedMs: 0 };
  await store.saveTemplates([{ ...row, id: "a" }, { ...row, id: "b", replacedBy: "a" }]);
  const clock = new ManualClock(START_MS);
  const reader = new StorePast({ store, clock, outage: new Outage("", () => {}), spanMs });
  const query = { source: "web", beforeMs: START_MS + beforeMinute * MINUTE_MS, windowMs: MINUTE_MS, hasRest };
  const windows: ObservedWindow[] = [];
  for await (const batch of reader.windows(query, new AbortController().signal)) windows.push(...batch);
  return windows;
}

function minutesOf(windows: readonly ObservedWindow[]): (readonly [minute: number, lines: number])[] {
  return windows.map(({ startMs, total }) => [(startMs - START_MS) / MINUTE_MS, total]);
}

Deno.test("StorePast gives live and past lines of before, silent minutes between them too, the first as incomplete", async () => {
  const windows = await past([
    { minute: 3, count: 2 },
    { minute: 5, mode: "live", count: 4 },
    { minute: 5, count: 3 },
    { minute: 5, mode: "backlog", count: 100 },
    { minute: 7 },
  ], { beforeMinute: 7 });
  assert.deepEqual(minutesOf(windows), [[3, 2], [4, 0], [5, 7]]);
  assert.deepEqual(windows.map(({ complete }) => complete), [false, undefined, undefined]);
});

Deno.test("StorePast gives what came in the minute that goes on where that is asked for, as incomplete", async () => {
  const counted = [
    { minute: 3, count: 2 },
    { minute: 4, count: 3 },
    { minute: 4.25, template: "b", mode: "live", count: 5 },
    { minute: 4.5 },
  ] as const;
  assert.deepEqual(minutesOf(await past(counted, { beforeMinute: 4.5 })), [[3, 2]]);
  const windows = await past(counted, { beforeMinute: 4.5, hasRest: true });
  assert.deepEqual(minutesOf(windows), [[3, 2], [4, 8]]);
  assert.deepEqual(windows.at(-1)!.counts, new Map([["a", 8]]));
  assert.equal(windows.at(-1)!.complete, false);
  assert.deepEqual(minutesOf(await past(counted, { beforeMinute: 4, hasRest: true })), [[3, 2]]);
});

Deno.test("StorePast adds a replaced template's lines to its survivor's", async () => {
  const [window] = await past([{ minute: 1, template: "b", count: 2 }, { minute: 1, count: 3 }], { beforeMinute: 2 });
  assert.deepEqual(window!.counts, new Map([["a", 5]]));
});

Deno.test("StorePast takes a day without lines for silence, and more for a time in which nobody read", async () => {
  const minutes = [0, 1_441, 1_441 + 1_442];
  const windows = await past(minutes.map((minute) => ({ minute })), { beforeMinute: 5_000 });
  assert.equal(windows.length, 1_442 + 1);
  assert.deepEqual(minutesOf(windows).filter(([, lines]) => lines > 0).map(([minute]) => minute), minutes);
});

Deno.test("StorePast reaches back as far as it is told, and not at all without a span", async () => {
  const counted = Array.from({ length: 100 }, (_, minute) => ({ minute }));
  const recent = await past(counted, { beforeMinute: 100, spanMs: 10 * MINUTE_MS });
  assert.deepEqual(minutesOf(recent).map(([minute]) => minute), [90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
  assert.deepEqual(await past(counted, { beforeMinute: 100, spanMs: 0 }), []);
});
