import assert from "node:assert/strict";
import { join } from "node:path";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import { DETECTION_DEFAULTS } from "../../core/detection/detection_settings.ts";
import { beginRun } from "../../core/detection/detectors.ts";
import type { Episode } from "../../core/detection/episode.ts";
import { DetectorLoop } from "../../detector/detector_loop.ts";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { FileWindows } from "../../windows/file_windows.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/** The demo's windows at ten times the speed. */
const WINDOW_MS = DETECTION_DEFAULTS.windowMs / 10;
const DEMO = "demo3_mixed_attack";

Deno.test("the same lines give the same anomalies through agent, api and store as through their file", async () => {
  await using folder = await temporaryFolder();
  await using demo = startProgram(["demo", DEMO, "--speed", "10", "--json"], { folder: folder.path });
  assert.equal((await demo.status).code, 0);
  const path = join(folder.path, ".logiq", "demo", DEMO);
  const stored = await anomaliesOf(join(path, "logiq.db"));
  const found = await episodesOf(join(path, `${DEMO}.log`), stored[0]!.source);
  assert.ok(stored.length > 1, `${stored.length} anomalies`);
  assert.deepEqual(found.map(nameOf), stored.map(nameOf));
  for (const [index, { startMs, endMs }] of found.entries()) {
    const other = stored[index]!;
    const apart = Math.max(Math.abs(startMs - other.startMs), Math.abs(endMs - other.endMs));
    assert.ok(apart <= WINDOW_MS, `${nameOf(other)}: a line is read at most a window after its time, not ${apart} ms`);
  }
});

async function anomaliesOf(path: string): Promise<Anomaly[]> {
  await using store = openSqliteStore(path, { retentionMs: Infinity });
  return (await store.anomalies()).filter(({ parent }) => parent === null).sort(byName);
}

/** What the detector makes of a log file alone. */
async function episodesOf(file: string, source: string): Promise<Episode[]> {
  const episodes = new Map<string, Episode>();
  const signal = new AbortController().signal;
  const loop = new DetectorLoop({
    run: beginRun({ ...DETECTION_DEFAULTS, windowMs: WINDOW_MS }),
    windowMs: WINDOW_MS,
    windows: new FileWindows({ logs: [{ source, files: [file] }], windowMs: WINDOW_MS }),
    detectors: [],
    knownSinceMs: -Infinity,
    onOutcomes: (outcomes) => {
      for (const { outcome } of outcomes) if ("episode" in outcome) episodes.set(outcome.episode.id, outcome.episode);
      return Promise.resolve();
    },
    onCaughtUp: () => {},
    save: () => Promise.resolve(),
    signal,
  });
  await loop.run();
  return [...episodes.values()].filter(({ parent }) => parent === null).sort(byName);
}

function nameOf({ kind, template }: Pick<Episode, "kind" | "template">): string {
  return `${kind} of ${template}`;
}

function byName(a: Pick<Episode, "kind" | "template" | "startMs">, b: typeof a): number {
  return nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a.startMs - b.startMs;
}
