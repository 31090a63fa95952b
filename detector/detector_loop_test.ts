import assert from "node:assert/strict";
import type { Episode } from "../core/detection/episode.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import type { SourceDetector } from "../core/detection/source_detector.ts";
import type { ClosedWindow } from "../windows/closed_window.ts";
import { DetectorLoop } from "./detector_loop.ts";

const WINDOW_MS = 2_000;
const SOURCES = ["a", "b", "c"];
const WINDOW = {
  counts: new Map(),
  total: 0,
  errors: new Map(),
  fatals: new Map(),
  hosts: new Map(),
  arrivals: [],
  coverage: "whole",
  lineage: new Map(),
  behindMs: 0,
  awaitsLine: false,
} as const;
/** An incident that `a` leads and `b` takes part in. */
const EPISODE = { source: "a", incident: { members: [{ source: "a" }, { source: "b" }] } } as unknown as Episode;

/** A detector that says this of the window that begins then. */
function scripted(source: string, said: ReadonlyMap<number, Outcome>): SourceDetector {
  let nextMs = 0;
  return {
    source,
    get nextMs() {
      return nextMs;
    },
    observe({ startMs }) {
      nextMs = startMs + WINDOW_MS;
      const outcome = said.get(startMs);
      return outcome === undefined ? [] : [outcome];
    },
    skip: () => [],
    rekey: () => [],
    toState: () => ({ windowMs: WINDOW_MS, nextMs }),
    templateStates: () => [],
  };
}

/** Sources that are saved after each of some windows. */
async function savedBy(said: ReadonlyMap<number, Outcome>, windows: number): Promise<string[][]> {
  const saved: string[][] = [];
  await new DetectorLoop({
    run: {
      windowsPerState: 1_000_000,
      promise: null,
      pending: () => [],
      start: (source) => scripted(source, new Map()),
      resume: (source) => scripted(source, new Map()),
    },
    windowMs: WINDOW_MS,
    windows: {
      async *windows() {
        for (let at = 0; at < windows; at++) {
          saved.push([]);
          const startMs = WINDOW_MS * at;
          yield SOURCES.map((source): ClosedWindow => ({ ...WINDOW, source, startMs, endMs: startMs + WINDOW_MS }));
        }
      },
      acknowledge: () => Promise.resolve(),
      template: () => undefined,
    },
    detectors: SOURCES.map((source) => scripted(source, source === "a" ? said : new Map())),
    knownSinceMs: 0,
    onOutcomes: () => Promise.resolve(),
    onCaughtUp: () => {},
    save: (detectors) => Promise.resolve(void saved.at(-1)!.push(...detectors.map(({ source }) => source))),
    signal: new AbortController().signal,
  }).run();
  return saved;
}

Deno.test("DetectorLoop saves all sources of an incident as soon as it is opened or closed, and of one that goes on none", async () => {
  const said = new Map<number, Outcome>([
    [1 * WINDOW_MS, { kind: "opened", episode: EPISODE }],
    [2 * WINDOW_MS, { kind: "extended", episode: EPISODE }],
    [4 * WINDOW_MS, { kind: "closed", episode: EPISODE }],
  ]);
  assert.deepEqual(await savedBy(said, 6), [[], ["a", "b"], [], [], ["a", "b"], []]);
});
