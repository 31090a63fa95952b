import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "../core/detection/detection_settings.ts";
import { beginRun } from "../core/detection/detectors.ts";
import type { OpenedWindows } from "../windows/testing/contract.ts";
import { openFileWindows } from "../windows/testing/open_file_windows.ts";
import { openStoreWindows } from "../windows/testing/open_store_windows.ts";
import { line, type ScriptedLine, START_MS, WINDOW_MS } from "../windows/testing/scripted_lines.ts";
import { DetectorLoop, type SourceOutcome } from "./detector_loop.ts";

const WINDOWS = 24;

/** Calm, with a spike of one source in windows 12 and 13, and a new message of the other in window 15. */
function logged(): ScriptedLine[] {
  const times = (count: number, window: number, text: string, source: string) =>
    Array.from({ length: count }, (_, i) => line(window, text, { source, second: i % 2 }));
  return Array.from({ length: WINDOWS }, (_, window) => [
    ...times(window === 12 || window === 13 ? 60 : 10 + window % 2, window, `INFO request ${window} served`, "web"),
    ...times(4, window, `DEBUG cache has ${window} entries`, "web"),
    ...times(6, window, `INFO job ${window} done`, "app"),
    ...times(window === 15 ? 1 : 0, window, "ERROR database is gone", "app"),
  ]).flat().sort((a, b) => a.atMs - b.atMs);
}

/** Everything that a detector makes of windows, in order, source by source. */
async function outcomesOf({ windows }: OpenedWindows): Promise<Map<string, SourceOutcome[]>> {
  const outcomes: SourceOutcome[] = [];
  const stop = new AbortController();
  const saved = new Map<string, number>();
  const loop = new DetectorLoop({
    run: beginRun(DETECTION_DEFAULTS),
    windowMs: WINDOW_MS,
    windows,
    detectors: [],
    knownSinceMs: -Infinity,
    onOutcomes: (some) => {
      outcomes.push(...some);
      return Promise.resolve();
    },
    onCaughtUp: () => {},
    save: (detectors) => {
      for (const { source, nextMs } of detectors) saved.set(source, nextMs);
      return Promise.resolve();
    },
    signal: stop.signal,
  });
  const running = loop.run();
  const isOver = () =>
    loop.detectors.length === 2 && loop.detectors.every(({ nextMs }) => nextMs === START_MS + WINDOWS * WINDOW_MS);
  while (!isOver()) await new Promise((wake) => setTimeout(wake, 1));
  stop.abort();
  await running;
  assert.deepEqual([...saved.keys()].sort(), ["app", "web"]);
  const bare = outcomes.map((each) => ({ ...each, isBehind: false }));
  return Map.groupBy(bare, ({ source }) => source);
}

Deno.test("DetectorLoop makes the same of the same lines, whether they come from a store or from files", async () => {
  const [stored, filed] = await Promise.all([openStoreWindows, openFileWindows].map(async (open) => {
    await using opened = await open(logged());
    return await outcomesOf(opened);
  }));
  assert.deepEqual(filed, stored);
  const opened = [...stored!.values()].flat().flatMap(({ source, outcome }) =>
    outcome.kind === "opened"
      ? [`${source} ${outcome.episode.kind} at ${(outcome.episode.startMs - START_MS) / WINDOW_MS}`]
      : []
  );
  for (const expected of ["app pattern at 15", "web frequency at 12"]) {
    assert.ok(opened.includes(expected), `${opened}`);
  }
});
